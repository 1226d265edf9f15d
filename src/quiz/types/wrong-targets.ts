import type { Random } from '../../engine/index.ts';
import { formatNumber } from '../../expression/index.ts';
import { table } from '../../reply/build.ts';
import { longestPlateau } from '../../training/index.ts';
import { pick } from '../random.ts';
import type { Draft, QuestionType } from '../type.ts';
import { articleRun, lossesOf } from './curves.ts';
import { lines, numeric, sentence, wholeBetween } from './parts.ts';

const STEPS = 20;
const EVERY = 2;

/** 21: what a loss that stands still says about the targets. */
export const wrongTargets: QuestionType = {
  name: 'wrong-targets',
  title: 'targets missed, from the loss',
  topic: 'loss',
  levels: [2, 3, 4, 5],
  make: (random, level) => (level === 5 ? fromRun(random) : stated(random, level)),
};

function stated(random: Random, level: number): Draft | undefined {
  const targets = level === 2 ? wholeBetween(random, 4, 6) : wholeBetween(random, 5, 12);
  const wrong = wholeBetween(random, 1, Math.min(targets - 1, level === 2 ? 3 : 8));
  const off = level === 4 ? pick(random, [0.003, -0.02, 0.01, 0.05]) : 0;
  const loss = formatNumber(4 * wrong + off);
  return draft(
    [
      sentence(
        `A network ends in tanh and learns ${targets} targets, each 1 or -1. Its loss, the sum of \`(out - y)^2\`, stays near ${loss}, and all outputs are near 1 or -1. How many targets does it miss?`,
      ),
    ],
    targets,
    wrong,
  );
}

/** From a real run whose gradients are never reset. */
function fromRun(random: Random): Draft | undefined {
  const run = articleRun({ random, lr: pick(random, [0.2, 0.3, 0.4]), steps: STEPS, zeroGrad: false });
  const plateau = longestPlateau(run);
  if (plateau === undefined || plateau.to - plateau.from < 5) return undefined;
  const losses = lossesOf(run);
  const rows = losses.flatMap((loss, i) => (i % EVERY === 0 ? [[String(i), formatNumber(loss, 3)]] : []));
  const [from, to] = [plateau.from, plateau.to].map((i) => Math.min(i, losses.length - 1));
  return draft(
    [
      sentence('A network that ends in tanh learns 4 targets, each 1 or -1. Its loss is the sum of `(out - y)^2`.'),
      table(['iteration', 'loss'], rows),
      sentence(`How many targets does it miss from iteration ${from} to ${to}?`),
    ],
    4,
    plateau.wrong,
  );
}

const draft = (prompt: Draft['prompt'], targets: number, wrong: number): Draft | undefined =>
  numeric({
    prompt,
    right: wrong,
    slips: [
      ['loss-counted-per-target', 4 * wrong],
      ['loss-difference-unsquared', 2 * wrong],
      ['loss-all-wrong', targets],
      ['loss-none-wrong', 0],
    ],
    hint: 'What does one output of -1 for a target of 1 add to the loss?',
    explanation: [
      lines('one missed: (1 - (-1))^2 = 4', `about ${4 * wrong} / 4 = ${wrong}`),
      sentence('Outputs that are right add almost nothing, so the loss counts the missed ones in fours.'),
    ],
  });
