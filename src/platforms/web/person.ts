import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
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

/** Whoever asks. @throws HTTPException for nobody */
export const requirePerson = async (c: Context, people: People): Promise<string> => people.idOf(requireSecret(c));

/** The name of somebody who has given none. */
export const guestName = (id: string): string =>
  `Guest ${id
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .slice(0, 4)
    .toLowerCase()}`;
