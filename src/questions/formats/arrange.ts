import { Random } from '../../engine/random.ts';

/** What refers to the options beside it: shuffled, it would be about others. */
const REFERS =
  /\b(?:all|none|both|neither|any|either)\b.*\b(?:above|below|these|those|them|others?|options|answers)\b|\b(?:both|neither|only)\s+\(?[A-H1-8]\)?\s+(?:and|or|nor|&)\s+\(?[A-H1-8]\)?|^\(?[A-H]\)?\s+(?:and|or|&)\s+\(?[A-H]\)?\.?$/i;

/** Do these stay as they stand: true and false, or one that is about the others? */
export const staysInOrder = (texts: readonly string[]): boolean =>
  /^true\nfalse$/i.test(texts.join('\n')) || texts.some((text) => REFERS.test(text));

/** In the order that the seed gives them, in whatever order they come. */
export function arranged<T>(items: readonly T[], textOf: (item: T) => string, seed: number): T[] {
  const sorted = [...items].sort((a, b) => (textOf(a) < textOf(b) ? -1 : textOf(a) > textOf(b) ? 1 : 0));
  return new Random(seed).shuffled(sorted);
}

/** Is this another order than the one they would be given? Then it was asked for. */
export function isOwnOrder(texts: readonly string[], seed: number): boolean {
  if (staysInOrder(texts)) return false;
  return arranged(texts, (text) => text, seed).some((text, i) => text !== texts[i]);
}
