import { z } from 'zod';
import { OWN } from '../questions/own.ts';
import { LEVELS, type Level } from '../questions/question.ts';
import { QUESTION_TYPES } from '../questions/types/index.ts';
import { choiceOf, MAX_NUMBER, type Practice } from './practice.ts';

/** So many right answers in a row, and the next questions are harder; so many that are not, and they are easier. */
const RISES_AFTER = 3;
const FALLS_AFTER = 2;
/** The series that somebody has begun; the one that was left alone longest makes room. */
const MOST_SERIES = 30;

const seriesSchema = z.object({
  /** Of this person and this choice alone: by it a button finds the series that it belongs to. */
  seed: z.int().nonnegative(),
  /** The question that is open, from 1. */
  number: z.int().positive(),
  /** What is asked there, as buttons name it; undefined until it is shown. */
  shown: z.string().optional(),
  level: z.literal(LEVELS),
  answered: z.int().nonnegative(),
  right: z.int().nonnegative(),
  /** Of the last answers: how many were right in a row, and how many were not, since the level changed. */
  streak: z.int().nonnegative(),
  rising: z.int().nonnegative(),
  falling: z.int().nonnegative(),
  /** When it was used last, in ms since 1970. */
  at: z.number(),
});

/** By what was chosen, as the command line says it: `--topic graph`, or nothing. */
export const practiceSchema = z.record(z.string(), seriesSchema);

export type Series = z.infer<typeof seriesSchema>;
export type PracticeState = z.infer<typeof practiceSchema>;

/** What is chosen, as the key of its series. */
export const keyOf = (choice: Practice): string => choiceOf(choice).join(' ');

/** A topic is meant by its name in any case, with or without spaces. */
const alike = (key: string): string => key.toLowerCase().replaceAll(/[\s_]|(?<!\s|^)-(?!-)/g, '');

/** The key under which the series of a choice is kept, if it is. */
export const keptKey = (state: PracticeState, choice: Practice): string => {
  const key = keyOf(choice);
  if (Object.hasOwn(state, key) || choice.from === undefined) return key;
  return Object.keys(state).find((known) => alike(known) === alike(key)) ?? key;
};

/** The levels that there are for a choice, the easiest first. */
const levelsOf = ({ topic, type }: Practice): Level[] => {
  const fitting = QUESTION_TYPES.filter(
    (known) => (topic === undefined || known.topic === topic) && (type === undefined || known.name === type),
  );
  return LEVELS.filter((level) => fitting.some(({ levels }) => levels.includes(level)));
};

/** The series of a choice where it was left, or a new one. */
export function seriesFor(state: PracticeState, choice: Practice, seed: number, now: number): Series {
  const known = state[keptKey(state, choice)];
  if (known !== undefined) return known;
  const [easiest = LEVELS[0]] = levelsOf(choice);
  const counts = { answered: 0, right: 0, streak: 0, rising: 0, falling: 0 };
  return { seed, number: 1, level: choice.level ?? easiest, ...counts, at: now };
}

/** The series that has a seed, with what was chosen. */
export const seriesOfSeed = (state: PracticeState, seed: number): readonly [key: string, series: Series] | undefined =>
  Object.entries(state).find(([, series]) => series.seed === seed);

/** Keeps a series; of too many the oldest goes. */
export function withSeries(state: PracticeState, key: string, series: Series, now: number): PracticeState {
  const all = Object.entries({ ...state, [key]: { ...series, at: now } });
  return Object.fromEntries(all.toSorted(([, a], [, b]) => b.at - a.at).slice(0, MOST_SERIES));
}

/** How the first answer to the open question turned out; `seen` is the solution without an answer. */
export type Outcome = 'right' | 'wrong' | 'seen';

/**
 * The series after the first answer to its open question: it goes on to the next one, at a level that follows.
 *
 * @param choice the level does not move where one is chosen
 * @param seed of the series that begins behind the last question
 */
export function answered(series: Series, choice: Practice, outcome: Outcome, seed: number): Series {
  const right = outcome === 'right';
  const rising = right ? series.rising + 1 : 0;
  const falling = right ? 0 : series.falling + 1;
  const last = series.number >= MAX_NUMBER;
  const next: Series = {
    ...series,
    ...(last ? { seed, number: 1 } : { number: series.number + 1 }),
    shown: undefined,
    answered: series.answered + (outcome === 'seen' ? 0 : 1),
    right: series.right + (right ? 1 : 0),
    streak: right ? series.streak + 1 : 0,
    rising,
    falling,
  };
  const move = rising >= RISES_AFTER ? 1 : falling >= FALLS_AFTER ? -1 : 0;
  if (move === 0) return next;
  // Counted anew towards the next move, whether or not there is another level.
  const still = { ...next, rising: 0, falling: 0 };
  if (choice.level !== undefined || choice.topic === OWN || choice.from !== undefined) return still;
  const levels = levelsOf(choice);
  const level = levels[levels.indexOf(series.level) + move];
  return level === undefined ? still : { ...still, level };
}

/** How far somebody is, in one line, before a question is answered. @param leveled does the level follow the answers */
export function standing(series: Series, leveled: boolean): string {
  const level = leveled ? `Level ${series.level}. ` : '';
  if (series.answered > 0) return `${level}${counts(series)}`;
  return leveled ? `${level}${RISES_AFTER} right in a row bring the next level.` : 'This is the first question.';
}

/** The same behind an answer: a level that has changed is said. */
export function progress(before: Series, after: Series): string {
  if (after.level === before.level) return counts(after);
  const why = after.level > before.level ? `${RISES_AFTER} right in a row` : `${FALLS_AFTER} in a row were not right`;
  return `${counts(after)} ${why}: level ${after.level} comes next.`;
}

/** `12 answered, 9 right, the last 4 in a row.` */
function counts({ answered, right, streak }: Series): string {
  const row = streak < 2 ? '' : `, ${streak === answered ? 'all' : `the last ${streak}`} in a row`;
  return `${answered} answered, ${right} right${row}.`;
}
