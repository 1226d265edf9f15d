import type { Random } from '../../../engine/index.ts';
import { formatNumber } from '../../../expression/index.ts';
import { table } from '../../../reply/build.ts';
import { longestPlateaus } from '../../../training/index.ts';
import { lines, plainNumber, sentence } from '../../parts/number.ts';
import { pick, wholeBetween } from '../../parts/random.ts';
import { articleRun, lossesOf } from '../../parts/training-runs.ts';
import type { Problem, QuestionType } from '../../type.ts';

const STEPS = 20;
const EVERY = 2;
const WRONG = 3;
/** What a missed target costs: (1 - (-1))^2. */
const COST = 4;

/** What a loss that stands still says about the targets. */
export default {
  number: 21,
  version: 1,
  name: 'wrong-targets',
  title: 'targets missed, from the loss',
  topic: 'loss',
  levels: [2, 3, 4, 5],
  generate: (random, level) => (level === 5 ? fromRun(random) : stated(random, level)),
} satisfies QuestionType;

function stated(random: Random, level: number): Problem | undefined {
  const targets = level === 2 ? wholeBetween(random, 4, 8) : wholeBetween(random, 6, 20);
  // Fewer than half, so that there are wrong numbers that can be; but the article's two of four are asked.
  const wrong = wholeBetween(random, 1, targets === 4 ? 2 : Math.floor((targets - 1) / 2));
  const off = level === 4 ? pick(random, [0.003, -0.02, 0.01, 0.05]) : 0;
  const loss = formatNumber(4 * wrong + off);
  const question = problem(
    [
      sentence(
        `A network ends in tanh and learns ${targets} targets, each 1 or -1. Its loss, the sum of \`(out - y)^2\`, stays near ${loss}, and all outputs are near 1 or -1. How many targets does it miss?`,
      ),
    ],
    targets,
    wrong,
  );
  if (question === undefined) return undefined;
  // More misses than targets cannot be: no option, where there are enough others.
  const possible = question.wrong.filter(({ text }) => Number(text) <= targets);
  const enough = new Set(possible.map(({ text }) => text)).size >= WRONG;
  return enough ? { ...question, wrong: possible } : question;
}

/** From a real run whose gradients are never reset. */
function fromRun(random: Random): Problem | undefined {
  const run = articleRun({ random, lr: pick(random, [0.2, 0.3, 0.4]), steps: STEPS, zeroGrad: false });
  const [plateau] = longestPlateaus(run, COST);
  if (plateau === undefined || plateau.to - plateau.from < 5) return undefined;
  const losses = lossesOf(run);
  const rows = losses.flatMap((loss, i) => (i % EVERY === 0 ? [[String(i), formatNumber(loss, 3)]] : []));
  // The question names iterations that the table shows.
  const from = Math.ceil(plateau.from / EVERY) * EVERY;
  const to = Math.floor(Math.min(plateau.to, losses.length - 1) / EVERY) * EVERY;
  return problem(
    [
      sentence('A network that ends in tanh learns 4 targets, each 1 or -1. Its loss is the sum of `(out - y)^2`.'),
      table(['iteration', 'loss'], rows),
      sentence(`How many targets does it miss from iteration ${from} to ${to}?`),
    ],
    4,
    plateau.wrong,
  );
}

const problem = (prompt: Problem['prompt'], targets: number, wrong: number): Problem | undefined =>
  plainNumber({
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
