import type { Random } from '../../../engine/index.ts';
import { formatNumber } from '../../../expression/index.ts';
import { table } from '../../../reply/build.ts';
import { sentence } from '../../parts/number.ts';
import { pick } from '../../parts/random.ts';
import { articleRun, drawSeed, jumps, lossesOf } from '../../parts/training-runs.ts';
import type { Problem, QuestionType } from '../../type.ts';

const STEPS = 12;
const SHOWN = [0, 1, 2, 3, 4, 6, 8, 10, 12];
const DIGITS = 3;
const LOW = [0.0002, 0.0005, 0.001];
const MIDDLE = [0.05, 0.1, 0.15];
const HIGH = [1, 2, 3];

/** The same start with three learning rates. */
export default {
  number: 15,
  version: 1,
  name: 'rate-curve',
  title: 'learning rate and curve',
  topic: 'training',
  levels: [3, 4, 5],
  generate: problemOf,
} satisfies QuestionType;

function problemOf(random: Random): Problem | undefined {
  const seed = drawSeed(random);
  const rates = [pick(random, LOW), pick(random, MIDDLE), pick(random, HIGH)] as const;
  const run = (lr: number): number[] => lossesOf(articleRun({ random, lr, steps: STEPS, seed }));
  // First what is refused most often.
  const good = run(rates[1]);
  if (!isGood(good)) return undefined;
  const wild = run(rates[2]);
  if (!isWild(wild)) return undefined;
  const slow = run(rates[0]);
  if (!isSlow(slow)) return undefined;
  const places = random.shuffled([0, 1, 2]);
  const curves = places.map((rate) => [slow, good, wild][rate] as number[]);
  /** Which rate somebody gives to each curve who takes one rate for another. */
  const named = (taken: readonly [number, number, number]): string =>
    places.map((rate, i) => `run ${i + 1}: ${rates[taken[rate] as number]}`).join(', ');
  return {
    prompt: [
      sentence(
        'One network, three times from the same start: the loss after so many updates, with three learning rates.',
      ),
      table(
        ['updates', 'run 1', 'run 2', 'run 3'],
        SHOWN.map((i) => [String(i), ...curves.map((losses) => formatNumber(losses[i] as number, DIGITS))]),
      ),
      sentence('Which run had which learning rate?'),
    ],
    right: named([0, 1, 2]),
    wrong: [
      { text: named([0, 2, 1]), bugs: ['rate-high-for-fast'] },
      { text: named([1, 0, 2]), bugs: ['rate-low-for-fast'] },
      { text: named([2, 1, 0]), bugs: ['rates-reversed'] },
    ],
    hint: [sentence('Long steps jump about, short ones crawl. Which run does which?')],
    explanation: [
      sentence(
        `With ${rates[0]} the steps are so short that the loss hardly moves. With ${rates[1]} it falls quickly, then ever more slowly. With ${rates[2]} the steps go too far: the loss jumps up, or is thrown onto a level where tanh is flat.`,
      ),
    ],
  };
}

const first = (losses: readonly number[]): number => losses[0] as number;
const last = (losses: readonly number[]): number => losses.at(-1) as number;

const isSlow = (losses: readonly number[]): boolean =>
  jumps(losses) === 0 && last(losses) > 0.7 * first(losses) && last(losses) < first(losses);
const isGood = (losses: readonly number[]): boolean => jumps(losses) === 0 && last(losses) < 0.15 * first(losses);
const isWild = (losses: readonly number[]): boolean => jumps(losses) >= 1 && last(losses) > 2;
