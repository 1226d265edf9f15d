import type { Random } from '../../../engine/index.ts';
import { formatNumber } from '../../../expression/index.ts';
import { inBrackets, lines, plainNumber, type Slips, sentence } from '../../parts/number.ts';
import { friendly, pick } from '../../parts/random.ts';
import type { Problem, QuestionType } from '../../type.ts';

/** What the loss hands to the output, where every backward pass of a network begins. */
export default {
  number: 12,
  version: 2,
  name: 'loss-slope',
  title: 'slope of the loss by the output',
  topic: 'loss',
  levels: [1, 2, 3, 4, 5],
  generate: (random, level) =>
    level === 2 ? asFormula(random) : asNumber(random, level === 1 ? 1 : level === 3 ? 2 : level - 1),
} satisfies QuestionType;

const NAMES = [
  ['out', 'y'],
  ['p', 't'],
  ['z', 'y'],
  ['o', 't'],
  ['h', 'y'],
  ['a', 't'],
] as const;
const FACTORS = [1, 1, 0.5, 2, 3, 4, 5, 6, 10];

/** In symbols: with a factor in front or without, the difference either way round, by the output or by the target. */
function asFormula(random: Random): Problem | undefined {
  const [out, y] = pick(random, NAMES);
  const factor = pick(random, FACTORS);
  const [first, second] = random.random() < 0.5 ? [out, y] : [y, out];
  const by = random.random() < 0.7 ? out : y;
  const times = (number: number): string => (number === 1 ? '' : `${number}*`);
  const difference = `${first} - ${second}`;
  /** So many times the difference, its minus written by turning it round. */
  const slope = (number: number): string => {
    const [one, other] = number > 0 ? [first, second] : [second, first];
    const size = Math.abs(number);
    return size === 1 ? `${one} - ${other}` : `${size}*(${one} - ${other})`;
  };
  const sign = by === first ? 1 : -1;
  const right = slope(2 * factor * sign);
  const wrong = random.shuffled([
    { text: slope(factor * sign), bugs: ['loss-factor-two-lost' as const] },
    { text: slope(-2 * factor * sign), bugs: ['loss-sign-flipped' as const] },
    { text: `${times(factor)}(${difference})^2`, bugs: ['loss-value-for-slope' as const] },
    { text: `${times(2 * factor)}(${difference})^2`, bugs: ['power-not-lowered' as const] },
    { text: `${times(2 * factor)}${by}`, bugs: ['term-forgotten' as const] },
    { text: `${times(2 * factor)}(${first} + ${second})`, bugs: ['sum-for-difference' as const] },
  ]);
  const values = friendly(random, [out, y]);
  return {
    prompt: [lines(`L = ${times(factor)}(${difference})^2`), sentence(`What is \`dL/d${by}\`, as a formula?`)],
    right,
    wrong,
    typed: {
      kind: 'expression',
      text: right,
      at: Object.fromEntries(values),
      traps: wrong.map(({ text, bugs }) => ({ text, bugs: [...bugs] })),
      refused: [`dL/d${by}`],
    },
    hint: [
      sentence(
        `The exponent comes down in front and is lowered by one. Then comes the slope of \`${difference}\` by \`${by}\`.`,
      ),
    ],
    explanation: [
      lines(
        `L = ${times(factor)}e^2 with e = ${difference}`,
        `dL/de = ${times(2 * factor)}e, de/d${by} = ${sign}`,
        `dL/d${by} = ${right}`,
      ),
    ],
  };
}

/** In numbers, with as many outputs as told; the slope by the first of them. */
function asNumber(random: Random, count: number): Problem | undefined {
  const numbers = [
    ...friendly(
      random,
      Array.from({ length: 2 * count }, (_, i) => String(i)),
    ).values(),
  ];
  const index = (i: number): string => (count === 1 ? '' : String(i + 1));
  const errors = Array.from({ length: count }, (_, i) => (numbers[2 * i] as number) - (numbers[2 * i + 1] as number));
  const error = errors[0] as number;
  const total = errors.reduce((sum, each) => sum + each, 0);
  if (error === 0) return undefined;
  return plainNumber({
    prompt: [
      lines(
        ...errors.map((_, i) => `out${index(i)} = ${numbers[2 * i]}, y${index(i)} = ${numbers[2 * i + 1]}`),
        ...errors.map((_, i) => `${i === 0 ? 'L = ' : '  + '}(out${index(i)} - y${index(i)})^2`),
      ),
      sentence(`What is \`dL/dout${index(0)}\`?`),
    ],
    right: 2 * error,
    slips: random.shuffled<Slips[number]>([
      ['loss-factor-two-lost', error],
      ['loss-sign-flipped', -2 * error],
      ['loss-value-for-slope', error ** 2],
      ['power-not-lowered', 2 * error ** 2],
      ['sum-for-difference', 2 * ((numbers[0] as number) + (numbers[1] as number))],
      ['term-forgotten', 2 * (numbers[0] as number)],
      ...(count > 1
        ? ([
            ['loss-sum-squared', 2 * total],
            ['loss-mean-for-sum', (2 * error) / count],
          ] as const)
        : []),
    ]),
    hint:
      count === 1 ? 'The slope of a square is twice what is squared.' : 'Which of the terms have this output in them?',
    explanation: [
      lines(
        `dL/dout${index(0)} = 2*(out${index(0)} - y${index(0)})`,
        `  = 2*${inBrackets(error)} = ${formatNumber(2 * error)}`,
      ),
      ...(count > 1 ? [sentence('The other terms do not have it in them: their slope by it is 0.')] : []),
    ],
  });
}
