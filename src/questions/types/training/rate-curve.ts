import type { Random } from '../../../engine/index.ts';
import { formatNumber } from '../../../expression/index.ts';
import { table } from '../../../reply/build.ts';
import { counted } from '../../../text.ts';
import type { MisconceptionName } from '../../../tutor/misconceptions/index.ts';
import { sentence } from '../../parts/number.ts';
import { pick } from '../../parts/random.ts';
import { articleRun, drawSeed, jumps, lossesOf } from '../../parts/training-runs.ts';
import type { Level } from '../../question.ts';
import type { Problem, QuestionType, WrongAnswer } from '../../type.ts';

const STEPS = 12;
const SHOWN = [0, 1, 2, 3, 4, 6, 8, 10, 12];
const DIGITS = 3;
/** The loss stands still that differs by no more than this in the last updates. */
const STILL = 0.1;
const LATE = 4;

/** What a learning rate does to the loss. */
interface Pace {
  readonly rates: readonly number[];
  readonly isClear: (losses: readonly number[]) => boolean;
}

const first = (losses: readonly number[]): number => losses[0] as number;
const last = (losses: readonly number[]): number => losses.at(-1) as number;
const falls = (losses: readonly number[]): boolean => jumps(losses) === 0 && last(losses) < first(losses);

const CRAWLING: Pace = {
  rates: [0.0002, 0.0005, 0.001],
  isClear: (losses) => falls(losses) && last(losses) > 0.8 * first(losses),
};
const SLOW: Pace = {
  rates: [0.005, 0.01, 0.02],
  isClear: (losses) => falls(losses) && last(losses) < 0.6 * first(losses) && last(losses) > 0.2 * first(losses),
};
const GOOD: Pace = {
  rates: [0.05, 0.1, 0.15],
  isClear: (losses) => falls(losses) && last(losses) < 0.12 * first(losses),
};
const WILD: Pace = { rates: [1, 2, 3], isClear: (losses) => jumps(losses) >= 1 && last(losses) > 2 };

/** By level, from the lowest rate to the highest: one too high; none too high; both kinds. */
const PACES: Partial<Record<Level, readonly Pace[]>> = {
  3: [CRAWLING, GOOD, WILD],
  4: [CRAWLING, SLOW, GOOD],
  5: [CRAWLING, SLOW, GOOD, WILD],
};

/** The same start with several learning rates. */
export default {
  number: 15,
  version: 2,
  name: 'rate-curve',
  title: 'learning rate and curve',
  topic: 'training',
  levels: [3, 4, 5],
  generate: (random, level) => problemOf(random, PACES[level] as readonly Pace[]),
} satisfies QuestionType;

interface Run {
  readonly rate: number;
  readonly losses: readonly number[];
}

/** A run for each pace from one start; undefined where one is no clear case. What is refused most often comes first. */
function runsOf(random: Random, paces: readonly Pace[]): Run[] | undefined {
  const seed = drawSeed(random);
  const rates = paces.map(({ rates }) => pick(random, rates));
  const runs: Run[] = [];
  for (const [i, { isClear }] of [...paces.entries()].reverse()) {
    const rate = rates[i] as number;
    const losses = lossesOf(articleRun({ random, lr: rate, steps: STEPS, seed }));
    if (!isClear(losses)) return undefined;
    runs.unshift({ rate, losses });
  }
  return runs;
}

function problemOf(random: Random, paces: readonly Pace[]): Problem | undefined {
  const runs = runsOf(random, paces);
  if (runs === undefined) return undefined;
  const order = runs.map((_, i) => i);
  /** Which pace each column of the table has. */
  const columns = random.shuffled(order);
  /** What somebody answers who gives the runs these rates. */
  const named = (taken: readonly number[]): string =>
    columns.map((pace, i) => `run ${i + 1}: ${runs[taken[pace] as number]?.rate}`).join(', ');
  const hasWild = paces.includes(WILD);
  const wrong = permutations(order)
    .filter((taken) => taken.some((rate, pace) => rate !== pace))
    .map((taken): WrongAnswer => ({ text: named(taken), bugs: [mistakeIn(taken, hasWild)] }));
  return {
    prompt: [
      sentence(
        `One network, ${counted(runs.length, 'run')} from the same start, each with its own learning rate. Here is the loss after so many updates.`,
      ),
      table(
        ['updates', ...columns.map((_, i) => `run ${i + 1}`)],
        SHOWN.map((at) => [
          String(at),
          ...columns.map((pace) => formatNumber(runs[pace]?.losses[at] as number, DIGITS)),
        ]),
      ),
      sentence('Which run had which learning rate?'),
    ],
    right: named(order),
    wrong: random.shuffled(wrong),
    hint: [
      sentence(
        hasWild
          ? 'A rate that is too high makes the loss jump up; it may stay up there. A rate that is too low hardly moves it. Begin with those two.'
          : 'The loss falls in every run. In which does it fall most from one update to the next?',
      ),
    ],
    explanation: runs.map(({ rate, losses }, i) => sentence(storyOf(rate, losses, paces[i] as Pace))),
  };
}

/** Every order of the items. */
const permutations = (items: readonly number[]): number[][] =>
  items.length <= 1
    ? [[...items]]
    : items.flatMap((item) => permutations(items.filter((other) => other !== item)).map((rest) => [item, ...rest]));

/** What somebody believes who gives these rates to the runs, which stand from the lowest rate to the highest. */
function mistakeIn(taken: readonly number[], hasWild: boolean): MisconceptionName {
  const highest = taken.length - 1;
  if (taken[0] === highest) return 'rates-reversed';
  return hasWild && taken[highest] !== highest ? 'rate-high-for-fast' : 'rate-low-for-fast';
}

function storyOf(rate: number, losses: readonly number[], pace: Pace): string {
  if (pace === CRAWLING) return `With ${rate} the steps are so short that the loss hardly moves.`;
  if (pace === SLOW) return `With ${rate} the loss falls in every update, but slowly.`;
  if (pace === GOOD) return `With ${rate} it falls quickly at first, then ever more slowly.`;
  const late = losses.slice(-LATE);
  return Math.max(...late) - Math.min(...late) > STILL
    ? `With ${rate} the steps go too far: the loss jumps up again and again.`
    : `With ${rate} the steps go too far: the loss jumps up, and stays where tanh is flat.`;
}
