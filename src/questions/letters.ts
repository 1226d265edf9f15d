import { UserError } from '../errors.ts';
import { readDecimal } from '../text.ts';
import { plainLine } from './markup/spans.ts';
import type { Question } from './question.ts';

const FIRST = 'A'.charCodeAt(0);

/** The letter of an option or line by its place from 0: A, B, C … */
export const letterOf = (index: number): string => String.fromCharCode(FIRST + index);

/** The letters of options, `A, C`. */
export const lettersOf = (indices: readonly number[]): string => indices.map(letterOf).join(', ');

/** The place of a letter in either case; undefined for anything else. */
export const placeOf = (letter: string): number | undefined =>
  /^[a-z]$/i.test(letter) ? letter.toUpperCase().charCodeAt(0) - FIRST : undefined;

const plain = (text: string): string =>
  plainLine(text)
    .normalize('NFKC')
    .replaceAll(/[−–—]/g, '-')
    .replaceAll(/[`\s]+/g, ' ')
    .trim();

/** Which option has this text; spaces make no difference, and beyond single letters neither do capitals. */
function sameText(options: Question['options'], answer: string): number | undefined {
  const squeezed = (text: string): string => text.replaceAll(' ', '');
  const exact = options.findIndex(({ text }) => squeezed(plain(text)) === squeezed(answer));
  if (exact >= 0) return exact;
  if (answer.length < 2) return undefined;
  const lower = (text: string): string => squeezed(text).toLowerCase();
  const near = options.flatMap(({ text }, i) => (lower(plain(text)) === lower(answer) ? [i] : []));
  return near.length === 1 ? near[0] : sameNumber(options, answer);
}

/** The only option that is this number, however it is written: `6.0` for `6`. */
function sameNumber(options: Question['options'], answer: string): number | undefined {
  const value = readDecimal(answer);
  if (value === undefined) return undefined;
  const same = options.flatMap(({ text }, i) => (readDecimal(plain(text)) === value ? [i] : []));
  return same.length === 1 ? same[0] : undefined;
}

/** Before an answer that is not to be taken for the letter of an option: `=A`. */
const OWN_SIGN = /^\s*=\s*/;

/** An answer without the sign that says it is no letter of an option. */
export const withoutSign = (text: string): string => text.replace(OWN_SIGN, '');

/**
 * Which option a typed answer means: its letter (`B`, `b)`, `option B`) or its very text; undefined when it is to be
 * read as an answer of its own. Where a letter is a name of the question as well, a capital is the option that its
 * button shows, and a small letter the name.
 *
 * @throws UserError where both are as likely, with a text for each of them in `choices`
 */
export function optionMeant(question: Question, text: string): number | undefined {
  const { options } = question;
  if (question.typed !== undefined && OWN_SIGN.test(text)) return undefined;
  const answer = plain(text);
  const same = sameText(options, answer);
  const [, word, open, letter, close] = /^(?:(option|answer)\s+)?(\()?([a-z])([).:])?$/i.exec(answer) ?? [];
  const place = letter === undefined ? undefined : placeOf(letter);
  if (letter === undefined || place === undefined || place >= options.length) return same;
  if (word || open || close) return place;
  if (same !== undefined) return ofSameLetter(letter, place, same);
  return isOwn(question, letter, place) ? undefined : place;
}

/** A letter that is the text of an option, too. */
function ofSameLetter(letter: string, place: number, same: number): number {
  if (same === place || isSmall(letter)) return same;
  throw ambiguous(`\`${letter}\` may be option ${letter} or the text of option ${letterOf(same)}.`, [
    `${letter})`,
    `${letterOf(same)})`,
  ]);
}

const isSmall = (letter: string): boolean => /[a-z]/.test(letter);

/** Is a letter an answer of its own rather than the option in this place? */
function isOwn({ options, typed }: Question, letter: string, place: number): boolean {
  const option = `${letterOf(place)})`;
  switch (typed?.kind) {
    case 'expression': {
      if (!Object.hasOwn(typed.at, letter)) return false;
      if (isSmall(letter)) return true;
      throw ambiguous(`\`${letter}\` may be option ${letter} or the name \`${letter}\`.`, [option, `=${letter}`]);
    }
    case 'words': {
      const texts = [...typed.accepted, ...typed.traps.map((trap) => trap.text)].map((text) => text.trim());
      if (isSmall(letter) && texts.includes(letter)) return true;
      if (texts.every((text) => text.toLowerCase() !== letter.toLowerCase())) return false;
      throw ambiguous(`\`${letter}\` may be option ${letterOf(place)} or the answer itself.`, [option, `=${letter}`]);
    }
    case undefined:
      // Where nodes are to choose, `c` may be a node that is no option.
      if (!isSmall(letter) || !options.some(({ text }) => /^[a-z]$/.test(text))) return false;
      throw ambiguous(`\`${letter}\` may be option ${letterOf(place)} or something named \`${letter}\`.`, [option]);
    default:
      return false;
  }
}

function ambiguous(message: string, choices: readonly string[]): UserError {
  const [option, other] = choices;
  return new UserError(message, {
    code: 'E_AMBIGUOUS_LETTER',
    hint:
      other === undefined
        ? `Type \`${option}\` for the option; nothing of that name is among them.`
        : `Type \`${option}\` for the one, or \`${other}\` for the other.`,
    choices,
  });
}

/**
 * All options that a typed answer means where several are to be chosen: `AC`, `a, c`, `A and C`, or the very text of
 * one. In the order of the letters, each once; undefined for anything else.
 */
export function optionsMeant({ options }: Question, text: string): number[] | undefined {
  const answer = plain(text);
  const same = sameText(options, answer);
  const pieces = answer.split(/[^\p{L}\p{N}]+/u).filter((piece) => piece !== '' && !/^(and|options?)$/i.test(piece));
  const letters = pieces.every((piece) => /^[a-z]+$/i.test(piece)) ? pieces.flatMap((piece) => [...piece]) : [];
  const places = letters.map((letter) => placeOf(letter) as number);
  // A letter that stands there twice is a word.
  const known =
    places.length > 0 && new Set(places).size === places.length && places.every((at) => at < options.length);
  if (known && !(same !== undefined && answer.length > 1)) return places.sort((a, b) => a - b);
  return same === undefined ? undefined : [same];
}
