import type { Random } from '../../../engine/index.ts';
import { formatNumber } from '../../../expression/index.ts';
import { table } from '../../../reply/build.ts';
import { inBrackets, lines, sentence } from '../../parts/number.ts';
import { friendly, friendlyNumbers, pick } from '../../parts/random.ts';
import type { Problem, QuestionType, WrongAnswer } from '../../type.ts';

/** What the sign of a gradient says, and what its size. */
export default {
  number: 13,
  version: 2,
  name: 'gradient-direction',
  title: 'sign of the gradient, direction of the step',
  topic: 'training',
  levels: [1, 2, 3, 4, 5],
  generate: (random, level) => (level === 1 ? nudge(random) : whichRise(random, level)),
} satisfies QuestionType;

const NUDGES = [0.01, 0.001, 0.1];

/** One value is moved a little: what does the result do? */
function nudge(random: Random): Problem | undefined {
  const { g, a } = friendlyNumbers(random, ['g', 'a']);
  const by = pick(random, NUDGES);
  const raised = pick(random, [true, false]);
  const rises = g > 0 === raised;
  const size = Math.abs(g);
  if (size === 1) return undefined;
  const says = (up: boolean, change: number): string => `L ${up ? 'rises' : 'falls'} by about ${formatNumber(change)}`;
  return {
    prompt: [
      lines(`a = ${a}, dL/da = ${g}`),
      sentence(`${raised ? 'Raise' : 'Lower'} \`a\` by ${by}. What does \`L\` do?`),
    ],
    right: says(rises, size * by),
    wrong: random.shuffled<WrongAnswer>([
      { text: says(!rises, size * by), bugs: ['sign-ignored'] },
      // The gradient itself, with its sign; and the move itself, with its direction.
      { text: says(g > 0, size), bugs: ['step-amount-wrong'] },
      { text: says(raised, by), bugs: ['slope-ignored'] },
      { text: says(a > 0 === raised, Math.abs(a) * by), bugs: ['value-for-gradient'] },
    ]),
    hint: [sentence('The gradient is the slope: how much `L` changes for each 1 that `a` is raised.')],
    explanation: [
      lines(
        `change of L = dL/da × change of a`,
        `  = ${g} × ${inBrackets(raised ? by : -by)} = ${formatNumber((rises ? 1 : -1) * size * by)}`,
      ),
    ],
  };
}

/** Of several weights: which rise in a step of gradient descent? */
function whichRise(random: Random, level: number): Problem | undefined {
  const names = ['w1', 'w2', 'w3', 'w4'].slice(0, level === 2 ? 3 : 4);
  const weights = [...friendly(random, names).values()];
  const gradients = [...friendly(random, names).values()].map((g) => (Math.abs(g) >= 4 ? g / 10 : g));
  if (level >= 4) gradients[Math.floor(random.random() * names.length)] = 0;
  const those = (test: (i: number) => boolean): string => {
    const chosen = names.filter((_, i) => test(i));
    return chosen.length === 0 ? 'none of them' : chosen.length === names.length ? 'all of them' : chosen.join(', ');
  };
  const [w, g] = [(i: number) => weights[i] as number, (i: number) => gradients[i] as number];
  const wrong: WrongAnswer[] = [
    { text: those((i) => g(i) > 0), bugs: ['step-uphill'] },
    { text: those((i) => Math.abs(g(i)) > 1), bugs: ['size-for-sign'] },
    { text: those(() => false), bugs: ['sign-ignored'] },
    { text: those((i) => w(i) < 0), bugs: ['value-for-gradient'] },
    { text: those((i) => g(i) <= 0), bugs: ['zero-gradient-unseen'] },
  ];
  return {
    prompt: [
      table(
        ['', ...names],
        [
          ['value', ...weights.map(String)],
          ['gradient', ...gradients.map((value) => formatNumber(value))],
        ],
      ),
      sentence('Which of these weights rise in one step of gradient descent, with a learning rate of 0.1?'),
    ],
    right: those((i) => g(i) < 0),
    wrong,
    hint: [sentence('Each weight goes against its gradient. What does that mean for a negative one?')],
    explanation: [
      lines(
        ...names.map((name, i) => `${name}: ${w(i)} - 0.1×${inBrackets(g(i))} = ${formatNumber(w(i) - 0.1 * g(i))}`),
      ),
      sentence('A weight rises where its gradient is negative; where it is 0 the weight stays.'),
    ],
  };
}
