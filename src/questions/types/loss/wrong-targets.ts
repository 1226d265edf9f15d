import type { Random } from '../../../engine/index.ts';
import { formatNumber } from '../../../expression/index.ts';
import { table } from '../../../reply/build.ts';
import { longestPlateaus } from '../../../training/index.ts';
import { lines, plainNumber, type Slips, sentence } from '../../parts/number.ts';
import { pick, wholeBetween } from '../../parts/random.ts';
import { lossesOf, targetsRun } from '../../parts/training-runs.ts';
import type { Problem, QuestionType } from '../../type.ts';

const STEPS = 20;
const EVERY = 2;
const WRONG = 3;
/** What a missed target costs: (1 - (-1))^2. */
const COST = 4;

/** What a loss that stands still says about the targets: how many are missed, or how many are right. */
export default {
  number: 21,
  version: 2,
  name: 'wrong-targets',
  title: 'targets missed, from the loss',
  topic: 'loss',
  levels: [2, 3, 4, 5],
  generate: (random, level) => (level === 5 ? fromRun(random) : stated(random, level)),
} satisfies QuestionType;

function stated(random: Random, level: number): Problem | undefined {
  const targets = level === 2 ? wholeBetween(random, 4, 10) : wholeBetween(random, 6, 20);
  const wrong = wholeBetween(random, 1, targets - 1);
  const off = level === 4 ? pick(random, [0.003, -0.02, 0.01, 0.05]) : 0;
  const loss = formatNumber(COST * wrong + off);
  return problem(
    random,
    (asked) => [
      sentence(
        `A network ends in tanh and learns ${targets} targets, each 1 or -1. Its loss, the sum of \`(out - y)^2\`, stays near ${loss}, and all outputs are near 1 or -1. ${asked}?`,
      ),
    ],
    targets,
    wrong,
  );
}

/** From a real run whose gradients are never reset. */
function fromRun(random: Random): Problem | undefined {
  const targets = wholeBetween(random, 4, 8);
  const run = targetsRun({ random, targets, lr: pick(random, [0.2, 0.3, 0.4]), steps: STEPS });
  const [plateau] = longestPlateaus(run, COST);
  if (plateau === undefined || plateau.to - plateau.from < 5 || plateau.wrong === targets) return undefined;
  const losses = lossesOf(run);
  const rows = losses.flatMap((loss, i) => (i % EVERY === 0 ? [[String(i), formatNumber(loss, 3)]] : []));
  // The question names iterations that the table shows.
  const from = Math.ceil(plateau.from / EVERY) * EVERY;
  const to = Math.floor(Math.min(plateau.to, losses.length - 1) / EVERY) * EVERY;
  return problem(
    random,
    (asked) => [
      sentence(
        `A network that ends in tanh learns ${targets} targets, each 1 or -1. Its loss is the sum of \`(out - y)^2\`.`,
      ),
      table(['iteration', 'loss'], rows),
      sentence(`${asked} from iteration ${from} to ${to}?`),
    ],
    targets,
    plateau.wrong,
  );
}

function problem(
  random: Random,
  promptOf: (asked: string) => Problem['prompt'],
  targets: number,
  missed: number,
): Problem | undefined {
  const rights = random.random() < 0.5;
  const asked = (wrong: number): number => (rights ? targets - wrong : wrong);
  const right = asked(missed);
  const all: Slips = [
    ['loss-counted-per-target', asked(COST * missed)],
    ['loss-others-counted', targets - right],
    ['loss-difference-unsquared', asked(2 * missed)],
    ['loss-all-wrong', asked(targets)],
    ['loss-none-wrong', asked(0)],
  ];
  // More misses than targets cannot be: no option, where there are enough others.
  const possible = all.filter(([, number]) => number >= 0 && number <= targets && number !== right);
  const slips = new Set(possible.map(([, number]) => number)).size >= WRONG ? possible : all;
  const question = plainNumber({
    prompt: promptOf(`How many targets does it ${rights ? 'get right' : 'miss'}`),
    right,
    slips: slips.filter(([, number]) => number >= 0),
    hint: 'What does one output of -1 for a target of 1 add to the loss?',
    explanation: [
      lines(
        'one missed: (1 - (-1))^2 = 4',
        `missed: about ${COST * missed} / 4 = ${missed}`,
        ...(rights ? [`right: ${targets} - ${missed} = ${right}`] : []),
      ),
      sentence('Outputs that are right add almost nothing, so the loss counts the missed ones in fours.'),
    ],
  });
  if (question?.typed?.kind !== 'number') return question;
  const known = new Set(question.typed.traps.map(({ text }) => text));
  const others = all.filter(([, number]) => number >= 0 && number !== right && !known.has(String(number)));
  const traps = others.map(([bug, number]) => ({ text: String(number), bugs: [bug] }));
  return { ...question, typed: { ...question.typed, traps: [...question.typed.traps, ...traps] } };
}
