import { isSlip } from '../../text.ts';
import { isConfusable } from './confusable.ts';

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const SUBSCRIPTS = '₀₁₂₃₄₅₆₇₈₉';
const digitsOf = (text: string, digits: string): string => [...text].map((one) => digits.indexOf(one)).join('');

/** `x²` is `x^2` and no `x2`, and of 10₂ the base stays apart. */
const withPlainDigits = (text: string): string =>
  text
    .replaceAll(new RegExp(`[${SUPERSCRIPTS}]+`, 'g'), (found) => `^${digitsOf(found, SUPERSCRIPTS)}`)
    .replaceAll(new RegExp(`[${SUBSCRIPTS}]+`, 'g'), (found) => `_${digitsOf(found, SUBSCRIPTS)}`);

/** Letters without their accents, where they are in a word: `x̄` is no `x`, and a sign of another script is no accent. */
const withoutAccents = (text: string): string =>
  text.replaceAll(/\p{L}\p{M}*(?:\p{L}\p{M}*)+/gu, (word) =>
    word
      .normalize('NFD')
      .replaceAll(/([\p{Script=Latin}\p{Script=Greek}])\p{M}+/gu, '$1')
      .normalize('NFC'),
  );

/**
 * A short answer as it is compared: without regard to capitals, accents, spaces, quotation marks, dashes of any kind
 * between words, and marks at its end. Signs that may mean something stay: a minus, `n!`, the point of a number.
 */
function plainWords(text: string): string {
  const plain = withoutAccents(withPlainDigits(text).normalize('NFKC'))
    .replaceAll(/[`"'‘’‚‛“”„‟«»´]/g, '')
    .replaceAll(/\p{Dash_Punctuation}|−/gu, '-')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll(/(?<=\p{L}\p{L})\s*[-_]\s*(?=\p{L}\p{L})/gu, ' ')
    .replaceAll(/(?<=\p{L})[-_](?=\p{L}\p{L})|(?<=\p{L}\p{L})[-_](?=[\p{L}\p{N}])|(?<=\p{N})[-_](?=\p{L}\p{L})/gu, ' ')
    .replaceAll(/(?<=\p{L})_(?=\p{N})/gu, '')
    .replaceAll(/\s+/g, ' ');
  return withoutMarks(
    plain
      .replace(/^[\s¿¡]+/, '')
      .trimEnd()
      .replace(/\(\)$/, ''),
  );
}

/** Behind a single letter or a number, an exclamation mark is a factorial. */
function withoutMarks(text: string): string {
  const bare = text.replace(/[\s.!?…,;:]+$/, '');
  return text.slice(bare.length).startsWith('!') && /(^|[^\p{L}\p{N}])(\p{L}|\p{N}+)$|\)$/u.test(bare)
    ? `${bare}!`
    : bare;
}

/** Do two short answers say the same? See {@link plainWords} for what makes no difference. */
export const sameWords = (one: string, other: string): boolean => plainWords(one) === plainWords(other);

/** Of a word with one typing mistake; in shorter ones a letter makes another word too often. */
const LONG = 6;
/** Of each part of a word that was typed as two, or of two that were typed as one. */
const PART = 3;
/** `the rapist` is no therapist, and `not able` not notable. */
const LITTLE = ['the', 'not', 'now', 'nor', 'for', 'and', 'but', 'non'];

/**
 * Is an answer the right one but for a single typing mistake in one word of more than five letters? One that makes
 * another word is none: negations stand at the beginning of a word, so its first letter has to be right.
 */
export function almostSameWords(right: string, typed: string): boolean {
  const [wanted, given] = [plainWords(right).split(' '), plainWords(typed).split(' ')];
  if (wanted.length === given.length) {
    const wrong = wanted.flatMap((word, i) => (word === given[i] ? [] : [i]));
    const [at] = wrong;
    return at !== undefined && wrong.length === 1 && isTypo(given[at] as string, wanted[at] as string);
  }
  return wanted.length > given.length ? isJoined(wanted, given) : isJoined(given, wanted);
}

const isTypo = (typed: string, word: string): boolean =>
  /^\p{L}+$/u.test(word) &&
  word.length >= LONG &&
  typed[0] === word[0] &&
  isSlip(typed, word) &&
  !isConfusable(typed, word);

/** Is it the same but for a space: two words of the one are one of the other? */
function isJoined(parted: readonly string[], whole: readonly string[]): boolean {
  if (parted.length !== whole.length + 1) return false;
  const at = parted.findIndex((word, i) => word !== whole[i]);
  const [first = '', second = ''] = parted.slice(at);
  const joined = [...parted.slice(0, at), first + second, ...parted.slice(at + 2)];
  return (
    joined.join(' ') === whole.join(' ') &&
    Math.min(first.length, second.length) >= PART &&
    /^\p{L}+$/u.test(first + second) &&
    !LITTLE.includes(first)
  );
}

/** A text with `*` for any text; the number of its other characters says how particular it is. */
export interface Pattern {
  readonly literal: number;
  readonly matches: (text: string) => boolean;
}

const STAR = '\u0000';

/** The pattern of a text with a star; undefined for one without. `\*` is a star that was typed. */
export function patternOf(text: string): Pattern | undefined {
  const marked = text.replaceAll(/\\\*|\*+/g, (found) => (found === '\\*' ? '*' : STAR));
  if (!marked.includes(STAR)) return undefined;
  const parts = marked.split(STAR).map((part) => {
    const plain = plainWords(part);
    // A space beside a star stands for itself.
    const [before, behind] = [/^\s/.test(part) ? ' ' : '', /\s$/.test(part) ? ' ' : ''];
    return plain === '' ? '' : `${before}${plain}${behind}`;
  });
  const escaped = parts.map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  const expression = new RegExp(`^${escaped.join('.*')}$`, 'su');
  const literal = parts.join('').replaceAll(' ', '').length;
  return { literal, matches: (typed) => expression.test(plainWords(typed)) };
}

/** A text of a question that has patterns, as it is written. */
export const withoutEscapes = (text: string): string => text.replaceAll('\\*', '*');
