import type { Random } from '../../../engine/index.ts';
import { formatNumber } from '../../../expression/index.ts';
import { inBrackets, lines, plainNumber, type Slips, sentence } from '../../parts/number.ts';
import { friendly, friendlyNumbers, pick } from '../../parts/random.ts';
import type { Problem, QuestionType } from '../../type.ts';

/** Outputs of a tanh whose square is easy. */
const OUTPUTS = [0.5, -0.5, 0.6, -0.6, 0.8, -0.8, 0.2, -0.2];

/** What the bias of a neuron gets. */
export default {
  number: 9,
  version: 2,
  name: 'bias-gradient',
  title: 'gradient of the bias',
  topic: 'neuron',
  levels: [2, 3, 4, 5],
  generate: (random, level) =>
    level === 2 ? linear(random) : level === 3 ? behindLinear(random) : behindTanh(random, level),
} satisfies QuestionType;

/** The whole way from a squared error to the bias of a linear neuron. */
function linear(random: Random): Problem | undefined {
  const { w, x, b, y } = friendlyNumbers(random, ['w', 'x', 'b', 'y']);
  const out = w * x + b;
  const error = out - y;
  if (Math.abs(error) > 12) return undefined;
  return plainNumber({
    prompt: [
      lines(
        `w = ${w}, x = ${x}, b = ${b}, y = ${y}`,
        `out = w*x + b = ${formatNumber(out)}`,
        `L = (out - y)^2 = ${formatNumber(error ** 2)}`,
      ),
      sentence('What is `dL/db`?'),
    ],
    right: 2 * error,
    slips: [
      ['bias-gets-input', 2 * error * x],
      ['loss-factor-two-lost', error],
      ['loss-sign-flipped', -2 * error],
      ['bias-gets-own-value', 2 * error * b],
      ['bias-has-no-gradient', 0],
      ['upstream-dropped', 1],
    ],
    hint: 'The bias is only added. What does + do with the gradient from above?',
    explanation: [
      lines(
        'dL/dout = 2*(out - y)',
        `        = 2*${inBrackets(error)} = ${formatNumber(2 * error)}`,
        `dL/db = dL/dout × 1 = ${formatNumber(2 * error)}`,
      ),
      sentence('`+` copies: the bias gets the gradient of the sum unchanged.'),
    ],
  });
}

/** What stands between the neuron and the output, and the slope of that. */
const BEHIND = [
  { text: 'out = k*n', rule: 'dL/dn = dL/dout × k', slope: (k: number): number => k },
  { text: 'out = k*n', rule: 'dL/dn = dL/dout × k', slope: (k: number): number => k },
  { text: 'out = k - n', rule: 'dL/dn = dL/dout × (-1)', slope: (): number => -1 },
  { text: 'out = n - k', rule: 'dL/dn = dL/dout × 1', slope: (): number => 1 },
];

/** A linear neuron with one more operation behind it, the gradient of the output given. */
function behindLinear(random: Random): Problem | undefined {
  const { w, x, b, k, g } = friendlyNumbers(random, ['w', 'x', 'b', 'k', 'g']);
  const behind = pick(random, BEHIND);
  const slope = behind.slope(k);
  const right = g * slope;
  const slips: Slips = [
    ['bias-gets-input', right * x],
    ['upstream-dropped', slope],
    ['bias-gets-own-value', right * b],
    ['value-for-gradient', b],
    ['bias-has-no-gradient', 0],
    ['local-for-global', 1],
    ['upstream-added', right + 1],
    ['sign-flipped', -right],
    ...(slope === k ? ([['product-copied', g]] as const) : ([['sum-swapped', g * k]] as const)),
    ...(slope === -1 ? ([['minus-sign-lost', g]] as const) : []),
  ];
  return plainNumber({
    prompt: [
      lines(`w = ${w}, x = ${x}, b = ${b}, k = ${k}`, 'n = w*x + b', behind.text, `dL/dout = ${g}`),
      sentence('What is `dL/db`?'),
    ],
    right,
    slips: random.shuffled(slips),
    hint: 'Go back from `out` to `n` first. The bias is only added: what does + do with the gradient from above?',
    explanation: [
      lines(behind.rule, `      = ${g} × ${inBrackets(slope)} = ${right}`, `dL/db = dL/dn × 1 = ${right}`),
      sentence('`+` copies: the bias gets the gradient of the sum unchanged.'),
    ],
  });
}

/** Through a tanh, whose output is given. */
function behindTanh(random: Random, level: number): Problem | undefined {
  const inputs = level === 4 ? ['x'] : ['x1', 'x2'];
  const values = friendly(random, ['g', 'b', ...inputs]);
  const [g = 0, b = 0, x = 0] = values.values();
  const out = pick(random, OUTPUTS);
  const slope = 1 - out ** 2;
  const sum = inputs.map((name, i) => `w${level === 4 ? '' : i + 1}*${name}`).join(' + ');
  return plainNumber({
    prompt: [
      lines(
        [...inputs.map((name) => `${name} = ${values.get(name)}`), `b = ${b}`].join(', '),
        `n = ${sum} + b`,
        `out = tanh(n) = ${out}`,
        `dL/dout = ${g}`,
      ),
      sentence('What is `dL/db`?'),
    ],
    right: g * slope,
    slips: [
      ['activation-slope-dropped', g],
      ['bias-gets-input', g * slope * x],
      ['tanh-slope-linear', g * (1 - out)],
      ['tanh-slope-is-square', g * out ** 2],
      ['upstream-dropped', slope],
      ['bias-gets-own-value', g * slope * b],
      ['bias-has-no-gradient', 0],
    ],
    hint: 'First through tanh: its slope can be had from `out`. Then through +.',
    explanation: [
      lines(
        `dL/dn = dL/dout × (1-out^2)`,
        `      = ${g} × ${formatNumber(slope)} = ${formatNumber(g * slope)}`,
        `dL/db = dL/dn × 1 = ${formatNumber(g * slope)}`,
      ),
      sentence('tanh lets `1 - out^2` through, and `+` copies it to the bias.'),
    ],
  });
}
