import type { Random } from '../../../engine/index.ts';
import { formatNumber } from '../../../expression/index.ts';
import { table } from '../../../reply/build.ts';
import { inBrackets, lines, plainNumber, type Slips, sentence } from '../../parts/number.ts';
import { pick } from '../../parts/random.ts';
import type { Problem, QuestionType } from '../../type.ts';

const WEIGHTS = [0.5, -0.5, 1, -1, 1.5, -1.5, 2, -2];
const INPUTS = [1, -1, 2, -2, 0.5, -0.5];
const DIGITS = 3;

interface Neuron {
  readonly w: readonly number[];
  readonly x: readonly number[];
  readonly b: number;
}

const dot = (w: readonly number[], x: readonly number[]): number =>
  w.reduce((sum, weight, i) => sum + weight * (x[i] as number), 0);

/** The output of a neuron: linear, then with tanh, then with more inputs. */
export default {
  number: 10,
  version: 2,
  name: 'neuron-output',
  title: 'output of a neuron',
  topic: 'neuron',
  levels: [2, 3, 4, 5],
  generate(random, level) {
    const count = level === 5 ? 3 : 2;
    const w = random.shuffled(WEIGHTS).slice(0, count);
    const x = random.shuffled(INPUTS).slice(0, count);
    const neuron = { w, x, b: pick(random, WEIGHTS) };
    if (level === 2) return linear(neuron);
    return level === 3 ? relu(neuron, random) : squashed(neuron, random);
  },
} satisfies QuestionType;

const given = ({ w, x, b }: Neuron): string[] => [
  w.map((weight, i) => `w${i + 1} = ${weight}`).join(', '),
  x.map((input, i) => `x${i + 1} = ${input}`).join(', '),
  `b = ${b}`,
];

const sumText = ({ w }: Neuron): string => [...w.map((_, i) => `w${i + 1}*x${i + 1}`), 'b'].join(' + ');

const worked = ({ w, x, b }: Neuron, name: string): string[] => {
  const products = w.map((weight, i) => weight * (x[i] as number));
  return [
    `${name} = ${sumText({ w, x, b })}`,
    `${' '.repeat(name.length)} = ${[...products, b].map((value, i) => (i === 0 ? formatNumber(value) : inBrackets(value))).join(' + ')}`,
    `${' '.repeat(name.length)} = ${formatNumber(dot(w, x) + b)}`,
  ];
};

/** Mistakes in the sum that goes into the activation. */
const sumSlips = ({ w, x, b }: Neuron): Slips => [
  ['bias-forgotten', dot(w, x)],
  ['weights-not-paired', dot(w, x.toReversed()) + b],
  ['weights-added', w.reduce((sum, weight, i) => sum + weight + (x[i] as number), b)],
];

function linear(neuron: Neuron): Problem | undefined {
  const { w, x, b } = neuron;
  return plainNumber({
    prompt: [lines(...given(neuron), `out = ${sumText(neuron)}`), sentence('What is `out`?')],
    right: dot(w, x) + b,
    slips: [...sumSlips(neuron), ['term-forgotten', (w[0] as number) * (x[0] as number) + b]],
    hint: 'Each weight meets the input in its place; then the products and the bias are added.',
    explanation: [lines(...worked(neuron, 'out'))],
  });
}

/** How many of the gates are shut. */
const SHUT = 0.25;

function relu(neuron: Neuron, random: Random): Problem | undefined {
  const { w, x, b } = neuron;
  const n = dot(w, x) + b;
  const isShut = random.random() < SHUT;
  if (n === 0 || isShut !== n < 0) return undefined;
  const gate = (value: number): number => Math.max(0, value);
  const slips: Slips = [
    ['bias-after-activation', gate(n - b) + b],
    ...sumSlips(neuron).map(([bug, value]) => [bug, gate(value)] as const),
    ['neuron-activation-per-term', w.reduce((sum, each, i) => sum + gate(each * (x[i] as number)), gate(b))],
    ['term-forgotten', gate((w[0] as number) * (x[0] as number) + b)],
    ...(isShut
      ? ([
          ['activation-skipped', n],
          ['relu-taken-for-abs', -n],
        ] as const)
      : []),
  ];
  return plainNumber({
    prompt: [lines(...given(neuron), `out = relu(${sumText(neuron)})`), sentence('What is `out`?')],
    right: gate(n),
    slips: random.shuffled(slips),
    hint: 'First the whole sum with the bias, then relu once.',
    explanation: [
      lines(...worked(neuron, 'n'), `out = relu(${formatNumber(n)}) = ${formatNumber(gate(n))}`),
      sentence('relu passes what is above 0 and gives 0 for the rest.'),
    ],
  });
}

function squashed(neuron: Neuron, random: Random): Problem | undefined {
  const { w, x, b } = neuron;
  const n = dot(w, x) + b;
  const sums = sumSlips(neuron);
  const largest = Math.max(Math.abs(n), ...sums.map(([, value]) => Math.abs(value)));
  // Far out tanh is 1 to all digits, and mistakes cannot be told apart.
  if (largest > 3 || n === 0 || Math.abs(n) > 2) return undefined;
  const inputs = [
    ...new Set([
      n,
      ...sums.map(([, value]) => value),
      ...[0.5, 1, 1.5, 2].map((value) => value * pick(random, [1, -1])),
    ]),
  ];
  const rows = inputs
    .sort((one, other) => one - other)
    .map((value) => [formatNumber(value), formatNumber(Math.tanh(value), DIGITS)]);
  return plainNumber({
    prompt: [
      lines(...given(neuron), `out = tanh(${sumText(neuron)})`),
      table(['n', 'tanh(n)'], rows),
      sentence('What is `out`, rounded?'),
    ],
    right: Math.tanh(n),
    slips: [
      ['bias-after-activation', Math.tanh(n - b) + b],
      ...sums.map(([bug, value]) => [bug, Math.tanh(value)] as const),
      ['activation-skipped', n],
    ],
    digits: DIGITS,
    hint: 'First the whole sum with the bias, then look its tanh up in the table.',
    explanation: [
      lines(...worked(neuron, 'n'), `out = tanh(${formatNumber(n)}) = ${formatNumber(Math.tanh(n), DIGITS)}`),
      sentence('The bias belongs into the sum, and tanh is applied once, to all of it.'),
    ],
  });
}
