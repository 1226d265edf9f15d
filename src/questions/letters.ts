import { UserError } from '../errors.ts';
import type { Question } from './question.ts';

const FIRST = 'A'.charCodeAt(0);

/** The letter of an option or line by its place from 0: A, B, C … */
export const letterOf = (index: number): string => String.fromCharCode(FIRST + index);

/** The place of a letter in either case; undefined for anything else. */
export const placeOf = (letter: string): number | undefined =>
  /^[a-z]$/i.test(letter) ? letter.toUpperCase().charCodeAt(0) - FIRST : undefined;

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .replaceAll(/[−–—]/g, '-')
    .replaceAll(/[`\s]+/g, ' ')
    .trim();

/** Which option has this text; spaces make no difference, and beyond single letters neither do capitals. */
function sameText(options: Question['options'], answer: string): number {
  const squeezed = (text: string): string => text.replaceAll(' ', '');
  const exact = options.findIndex(({ text }) => squeezed(plain(text)) === squeezed(answer));
  if (exact >= 0 || answer.length < 2) return exact;
  const lower = (text: string): string => squeezed(text).toLowerCase();
  const near = options.flatMap(({ text }, i) => (lower(plain(text)) === lower(answer) ? [i] : []));
  return near.length === 1 ? (near[0] as number) : -1;
}

/**
 * Which option a typed answer means: its letter (`B`, `b)`, `option B`) or its very text; undefined when it is to be
 * read as an answer of its own.
 *
 * @throws UserError for a letter that is a name of the formula in the other case, and may be either
 */
export function optionMeant({ options, typed }: Question, text: string): number | undefined {
  const answer = plain(text);
  const same = sameText(options, answer);
  if (same >= 0) return same;
  const [, word, open, letter, close] = /^(?:(option|answer)\s+)?(\()?([a-z])([).:])?$/i.exec(answer) ?? [];
  if (letter === undefined) return undefined;
  const place = placeOf(letter) as number;
  if (place >= options.length) return undefined;
  if (word || open || close) return place;
  // Where nodes are to choose, `c` may be a node that is no option.
  if (typed === undefined && /[a-z]/.test(letter) && options.some(({ text }) => /^[a-z]$/.test(text))) {
    throw new UserError(`\`${letter}\` may be option ${letterOf(place)} or something named \`${letter}\`.`, {
      code: 'E_AMBIGUOUS_LETTER',
      hint: `Type \`${letterOf(place)}\` for the option; nothing named \`${letter}\` is among them.`,
    });
  }
  if (typed?.kind !== 'expression') return place;
  const names = Object.keys(typed.at);
  if (names.includes(letter)) return undefined;
  if (!names.includes(letter.toLowerCase())) return place;
  throw new UserError(`\`${letter}\` may be the option or the name \`${letter.toLowerCase()}\`.`, {
    code: 'E_AMBIGUOUS_LETTER',
    hint: `Type \`${letter})\` for the option, or \`${letter.toLowerCase()}\` for the name.`,
  });
}
