import { GRAPH_MISCONCEPTIONS } from './graph.ts';
import { TRAINING_MISCONCEPTIONS } from './training.ts';
import { VALUE_MISCONCEPTIONS } from './value.ts';

/**
 * A named way to go wrong. Its name is an answer note: the same for the same mistake whatever the numbers, so that a
 * class's mistakes can be counted, and it never changes.
 */
export interface Misconception {
  /** What a teacher's report calls it: no more than a few words, code in backticks. */
  readonly title: string;
  /** Tells the learner what they did and what belongs there instead; code in backticks. */
  readonly sentence: string;
}

/** Every misconception by its name. What those of a graph do to a trace stands in `backward.ts`. */
export const MISCONCEPTIONS = {
  ...GRAPH_MISCONCEPTIONS,
  ...VALUE_MISCONCEPTIONS,
  ...TRAINING_MISCONCEPTIONS,
} satisfies Record<string, Misconception>;

export type MisconceptionName = keyof typeof MISCONCEPTIONS;

export const misconception = (name: MisconceptionName): Misconception => MISCONCEPTIONS[name];

export const isMisconception = (name: string): name is MisconceptionName => Object.hasOwn(MISCONCEPTIONS, name);
