import type { Random } from '../engine/index.ts';
import { readDecimal } from '../text.ts';
import type { Option } from './question.ts';
import type { Problem, WrongAnswer } from './type.ts';

/** How many wrong options a question has. */
const WRONG = 3;
/** To fit a button everywhere. */
const MAX_OPTION = 60;
/** Two numbers nearer than this, relative to the larger, are too alike to be two options. */
const APART = 0.03;

/** The options of a problem in the order of the seed; undefined when there are not three good wrong ones. */
export function chooseOptions({ right, wrong }: Problem, random: Random): Option[] | undefined {
  const merged = merge(right, wrong);
  if (merged === undefined || merged.length < WRONG) return undefined;
  const [first, ...others] = merged as [WrongAnswer, ...WrongAnswer[]];
  const chosen = [first, ...random.shuffled(others).slice(0, WRONG - 1)];
  const options = [
    { text: right, right: true, bugs: [] },
    ...chosen.map(({ text, bugs, where }) => ({ text, right: false, bugs: [...bugs], ...(where && { where }) })),
  ];
  if (options.some(({ text }) => text.length === 0 || text.length > MAX_OPTION)) return undefined;
  return random.shuffled(options);
}

/**
 * The wrong answers without those that equal the right one, and with those that are equal made one; undefined when
 * the mistake that the question is about leads to the right answer. Of two numbers almost equal the first stays.
 */
function merge(right: string, wrong: readonly WrongAnswer[]): WrongAnswer[] | undefined {
  const merged: { text: string; bugs: Set<WrongAnswer['bugs'][number]>; where: string | undefined }[] = [];
  for (const [i, { text, bugs, where }] of wrong.entries()) {
    if (alike(text, right)) {
      if (i === 0) return undefined;
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
