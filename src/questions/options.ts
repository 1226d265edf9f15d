import type { Random } from '../engine/index.ts';
import { readDecimal } from '../text.ts';
import { pick } from './parts/random.ts';
import type { Option } from './question.ts';
import type { Problem, WrongAnswer } from './type.ts';

/** How many wrong options a question has. */
const WRONG = 3;
/** Two numbers nearer than this, relative to the larger, are too alike to be two options. */
const APART = 0.03;
/** To fit a button everywhere. */
const MAX_OPTION = 60;

/**
 * The options of a problem in the order of the seed; undefined when there are not three good wrong ones.
 *
 * @param least how many wrong ones do, where the problem is not about the first of them
 */
export function chooseOptions({ right, wrong }: Problem, random: Random, least = WRONG): Option[] | undefined {
  const merged = merge(right, wrong, least === WRONG);
  if (merged === undefined || merged.length < least) return undefined;
  const chosen = merged.length < WRONG ? merged : fairest(right, merged as [WrongAnswer, ...WrongAnswer[]], random);
  const options = [
    { text: right, right: true, bugs: [] },
    ...chosen.map(({ text, bugs, where }) => ({ text, right: false, bugs: [...bugs], ...(where && { where }) })),
  ];
  if (options.some(({ text }) => text.length === 0 || text.length > MAX_OPTION)) return undefined;
  return random.shuffled(options);
}

/** What somebody who knows nothing of the matter could go by, and how much it counts. */
const LOOKS: readonly { readonly weight: number; readonly of: (texts: readonly string[]) => readonly number[] }[] = [
  { weight: 4, of: (texts) => texts.map((text) => readDecimal(text) ?? 0) },
  { weight: 2, of: (texts) => texts.map((text) => Math.abs(readDecimal(text) ?? 0)) },
  { weight: 3, of: likenesses },
  { weight: 1, of: (texts) => texts.map(({ length }) => length) },
];
/** Two options with the same misconceptions are one too many. */
const REPEATED = 3;

/**
 * The first of the wrong answers and two of the others, so that the right one is as often the least as the second or
 * the largest, as often the odd one out as most like the others: for each look its place is drawn first, of those that
 * it can have, and the answers are taken among which the right one comes nearest to it.
 */
function fairest(right: string, [first, ...others]: [WrongAnswer, ...WrongAnswer[]], random: Random): WrongAnswer[] {
  const sets = pairsOf(others).map((pair) => {
    const chosen = [first, ...pair];
    const texts = [right, ...chosen.map(({ text }) => text)];
    const repeated = chosen.length - new Set(chosen.map(({ bugs }) => bugs.join())).size;
    return { chosen, places: LOOKS.map(({ of }) => placeOf(of(texts))), repeated };
  });
  const wanted = LOOKS.map((_, i) => pick(random, [...new Set(sets.map(({ places }) => places[i] as number))].sort()));
  const costs = sets.map(({ places, repeated }) =>
    LOOKS.reduce(
      (sum, { weight }, i) => sum + weight * Math.abs((places[i] as number) - (wanted[i] as number)),
      REPEATED * repeated,
    ),
  );
  const least = Math.min(...costs);
  return pick(
    random,
    sets.filter((_, i) => (costs[i] as number) < least + 1e-9),
  ).chosen;
}

const pairsOf = <T>(items: readonly T[]): [T, T][] =>
  items.flatMap((one, i) => items.slice(i + 1).map((other): [T, T] => [one, other]));

/** How many of the others come before the first; one of the same counts half. */
const placeOf = ([first = 0, ...others]: readonly number[]): number =>
  others.reduce((sum, other) => sum + (other < first ? 1 : other === first ? 0.5 : 0), 0);

/** How much each text has in common with the others: words, numbers and signs, and those in the same place twice. */
function likenesses(texts: readonly string[]): number[] {
  const pieces = texts.map((text): string[] => text.match(/\d+(\.\d+)?|\w+|[^\s\w]/g) ?? []);
  return pieces.map((mine, i) => {
    const shares = pieces.map((other, k) => {
      if (k === i) return 0;
      const shared = mine.filter((piece) => other.includes(piece)).length;
      const inPlace = mine.filter((piece, at) => piece === other[at]).length;
      return (shared + inPlace) / Math.max(mine.length, other.length);
    });
    return shares.reduce((sum, share) => sum + share, 0);
  });
}

/**
 * The wrong answers without those that equal the right one, and with those that are equal made one; undefined when
 * the mistake that the question is about leads to the right answer. Of two numbers almost equal the first stays.
 */
function merge(right: string, wrong: readonly WrongAnswer[], aboutFirst: boolean): WrongAnswer[] | undefined {
  const merged: { text: string; bugs: Set<WrongAnswer['bugs'][number]>; where: string | undefined }[] = [];
  for (const [i, { text, bugs, where }] of wrong.entries()) {
    if (alike(text, right)) {
      if (i === 0 && aboutFirst) return undefined;
      continue;
    }
    const same = merged.find((other) => alike(other.text, text));
    if (same === undefined) merged.push({ text, bugs: new Set(bugs), where });
    else if (same.text === text) for (const bug of bugs) same.bugs.add(bug);
  }
  return merged.map(({ text, bugs, where }) => ({ text, bugs: [...bugs], where }));
}

function alike(one: string, other: string): boolean {
  if (one === other) return true;
  const [a, b] = [readDecimal(one), readDecimal(other)];
  if (a === undefined || b === undefined) return false;
  return Math.abs(a - b) <= APART * Math.max(Math.abs(a), Math.abs(b));
}
