import { z } from 'zod';

const MAX_NAME = 32;

/** Every tab is somebody, by an id that nobody can guess. */
export const personSchema = z.string().regex(/^[\w-]{8,64}$/);

/** What somebody wants to be called: one line, or nothing. */
export const nameSchema = z
  .string()
  .max(MAX_NAME)
  .regex(/^\P{Cc}*$/u, 'a name is one line')
  .transform((name) => name.trim());

/** The name of somebody who has given none. The page makes the same one. */
export const guestName = (person: string): string => `Guest ${person.slice(0, 4)}`;
