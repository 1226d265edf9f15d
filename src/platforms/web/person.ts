import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { z } from 'zod';
import { type People, secretSchema } from './rooms/people.ts';

/** The secret that a request carries, in a header: addresses are written into logs. */
export function secretIn(c: Context): string | undefined {
  const [, secret] = /^Bearer (\S+)$/.exec(c.req.header('authorization') ?? '') ?? [];
  return secretSchema.safeParse(secret).data;
}

/** The secret of whoever asks. @throws HTTPException where there is none */
export function requireSecret(c: Context): string {
  const secret = secretIn(c);
  if (secret === undefined) throw new HTTPException(401, { message: 'Who are you? Load the page again.' });
  return secret;
}

/** How programs and tabs of before rooms say who they are: by an id that nobody can guess. */
export const personSchema = z.string().regex(/^[\w-]{8,64}$/);

/**
 * Whoever asks.
 *
 * @param person the id of a client that sends no secret
 * @throws HTTPException for nobody
 */
export async function requirePerson(c: Context, people: People, person?: string): Promise<string> {
  const id = personSchema.safeParse(person).data;
  // No secret is such an id, so that one in an address is nobody's.
  if (id !== undefined && c.req.header('authorization') === undefined) return people.idOf(`id ${id}`);
  return people.idOf(requireSecret(c));
}

/** The name of somebody who has given none. */
export const guestName = (id: string): string =>
  `Guest ${id
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .slice(0, 4)
    .toLowerCase()}`;
