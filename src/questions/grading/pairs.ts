import { UserError } from '../../errors.ts';
import { letterOf, placeOf } from '../letters.ts';
import type { Grade, Typed } from '../question.ts';
import { gradeOf } from './feedback.ts';

type TypedPairs = Extract<Typed, { kind: 'pairs' }>;

/**
 * Grades pairs typed as `1B 2A 3C`, in any order; letters alone, `B A C`, are those of 1, 2 and 3. Each right pair is
 * worth the same share.
 *
 * @throws UserError for what does not give each number one letter
 */
export function gradePairs({ left, right, key }: TypedPairs, text: string): Grade {
  const chosen = readPairs(text, left.length, right.length);
  if (typeof chosen === 'string') {
    const example = left.map((_, i) => `${i + 1}${letterOf((i + 1) % right.length)}`).join(' ');
    const last = letterOf(right.length - 1);
    throw new UserError(chosen, {
      code: 'E_PAIRS',
      hint: `Type a letter from A to ${last} behind each number from 1 to ${left.length}, as in \`${example}\`.`,
    });
  }
  const good = chosen.filter((place, i) => right[place] === right[key[i] ?? -1]).length;
  const remark = `You have ${good} of ${left.length} pairs right.`;
  const all = good === left.length;
  return gradeOf({ right: all, bugs: [], ...(!all && { remark, share: good / left.length }) });
}

/** The place in the right column for each of the left one, or what is wrong with the text. */
export function readPairs(text: string, count: number, choices: number): number[] | string {
  const last = letterOf(choices - 1);
  const pieces = text.normalize('NFKC').match(/\d+|\p{L}+/gu) ?? [];
  const numbered = pieces.some((piece) => /^\d/.test(piece));
  const flat = numbered
    ? pieces
    : pieces.flatMap((piece) => [...piece]).flatMap((letter, i) => [String(i + 1), letter]);
  const chosen: (number | undefined)[] = Array.from({ length: count }, () => undefined);
  for (let i = 0; i < flat.length; i += 2) {
    const at = Number(flat[i]) - 1;
    const place = placeOf(flat[i + 1] ?? '');
    if (!(at >= 0 && at < count)) return `There is no number \`${(flat[i] ?? '').slice(0, 20)}\` in the left column.`;
    if (place === undefined || place >= choices) return `Number ${at + 1} has no letter from A to ${last}.`;
    if (chosen[at] !== undefined) return `Number ${at + 1} stands there twice.`;
    chosen[at] = place;
  }
  const missing = chosen.indexOf(undefined);
  return missing < 0 ? (chosen as number[]) : `Number ${missing + 1} has no letter.`;
}
