const LETTERS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const LENGTH = 8;

/** What names a question of a quiz in buttons and command lines: the key of the session and a number from 1. */
const QUESTION_KEY = /^(s[A-Za-z0-9]{3,20})\.(\d{1,3})$/;

/**
 * A key for a new session, such as `s7Kq2mPaX`: without letters that look alike.
 *
 * @param random uniform in [0, 1)
 */
export function newSessionKey(random: () => number): string {
  const letter = (): string => LETTERS.charAt(Math.floor(random() * LETTERS.length));
  return `s${Array.from({ length: LENGTH }, letter).join('')}`;
}

/** The key of question `n`, such as `s7Kq2mPaX.3`. */
export const questionKey = (session: string, n: number): string => `${session}.${n}`;

/** Reads the key of a question; undefined for a text that is none. */
export function readQuestionKey(text: string): { readonly session: string; readonly n: number } | undefined {
  const [, session, n] = QUESTION_KEY.exec(text) ?? [];
  return session === undefined ? undefined : { session, n: Number(n) };
}
