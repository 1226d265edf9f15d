import { Random } from '../../../src/engine/index.ts';

/**
 * A learner who forgets, by the half-life model of Settles and Meeder, "A Trainable Spaced Repetition Model for Language
 * Learning" (ACL 2016): the probability of recall is 2^(-t/h), with t days since the last answer and the half-life h of
 * the skill in days. It has another curve than FSRS, whose forgetting is a power of time, and other states: the
 * scheduler sees right and wrong answers alone.
 *
 * What an answer does to the half-life follows the spacing effect, as in Pavlik and Anderson, "Practice and Forgetting
 * Effects on Vocabulary Memory" (2005): the more was forgotten, the more a right answer adds.
 */
export interface Memory {
  /** The probability that a skill is known at a time in days; that of a guess for one that was never met. */
  recall(skill: number, day: number): number;
  /** Answers a question about a skill, reads what was right, and says whether the answer was. */
  answer(skill: number, day: number): boolean;
}

/** Four options. */
const GUESS = 0.25;
const LONGEST_DAYS = 400;

/** Of a skill and a learner. */
export interface Traits {
  /** The half-life after the first answer, in days. */
  readonly first: number;
  /** How much a right answer multiplies the half-life where half of it was forgotten, less 1. */
  readonly gain: number;
}

/** The median learner and skill: FSRS-6 publishes 0.21 days at a recall of 0.9 after a first wrong answer, a half-life of 1.4. */
const AVERAGE: Traits = { first: 1.4, gain: 1.7 };

interface Trace {
  half: number;
  at: number;
}

/** @param count of skills; each learner has a gift for each of them, drawn from the seed */
export function createMemory(count: number, seed: number, { first, gain }: Traits = AVERAGE): Memory {
  const random = new Random(seed);
  /** Log-normal. */
  const spread = (sigma: number): number => Math.exp(sigma * random.normal());
  const talent = spread(0.35);
  /** Of each skill: the first half-life in days, and how much an answer at the right time adds. */
  const skills = Array.from({ length: count }, () => ({
    first: first * talent * spread(0.6),
    gain: gain * talent * spread(0.35),
  }));
  const traces = new Map<number, Trace>();
  const known = (skill: number, day: number): number => {
    const trace = traces.get(skill);
    return trace === undefined ? 0 : 2 ** (-(day - trace.at) / trace.half);
  };
  return {
    recall: known,
    answer(skill, day) {
      const own = skills[skill] as Traits;
      const before = traces.get(skill);
      const recall = known(skill, day);
      const right = random.random() < recall;
      const grown = before === undefined ? own.first : before.half * (1 + own.gain * (1 - recall) * 2);
      const half = right ? grown : Math.max(own.first, (before?.half ?? 0) * 0.5);
      traces.set(skill, { half: Math.min(LONGEST_DAYS, half), at: day });
      return right || random.random() < GUESS;
    },
  };
}
