import type { Random } from '../../../engine/index.ts';
import { formatNumber } from '../../../expression/index.ts';
import { inBrackets, lines, plainNumber, sentence } from '../../parts/number.ts';
import { friendly, pick } from '../../parts/random.ts';
import type { Problem, QuestionType } from '../../type.ts';

/** What the loss hands to the output, where every backward pass of a network begins. */
export default {
  number: 12,
  version: 1,
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
] as const;

/** In symbols; with a factor in front half of the time. */
function asFormula(random: Random): Problem | undefined {
  const [out, y] = pick(random, NAMES);
  const factor = pick(random, [1, 3, 4, 5, 10]);
  const times = factor === 1 ? '' : `${factor}*`;
  const slope = (by: number, difference: string): string =>
    `${by === 1 ? '' : `${by}*`}${by === 1 ? difference : `(${difference})`}`;
  const right = slope(2 * factor, `${out} - ${y}`);
  const wrong = [
    { text: slope(factor, `${out} - ${y}`), bugs: ['loss-factor-two-lost' as const] },
    { text: slope(2 * factor, `${y} - ${out}`), bugs: ['loss-sign-flipped' as const] },
    { text: `${times}(${out} - ${y})^2`, bugs: ['loss-value-for-slope' as const] },
    { text: `${2 * factor}*${out}`, bugs: ['term-forgotten' as const] },
  ];
  const values = friendly(random, [out, y]);
  return {
    prompt: [lines(`L = ${times}(${out} - ${y})^2`), sentence(`What is \`dL/d${out}\`, as a formula?`)],
    right,
    wrong,
    typed: {
      kind: 'expression',
      text: right,
      at: Object.fromEntries(values),
      traps: wrong.map(({ text, bugs }) => ({ text, bugs: [...bugs] })),
      refused: [`dL/d${out}`],
    },
    hint: [sentence('The power rule: the exponent comes down in front and is lowered by one.')],
    explanation: [
      lines(
        `L = ${times}e^2 with e = ${out} - ${y}`,
        `dL/de = ${2 * factor}*e, de/d${out} = 1`,
        `dL/d${out} = ${right}`,
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
    slips: [
      ['loss-factor-two-lost', error],
      ['loss-sign-flipped', -2 * error],
      ['loss-value-for-slope', error ** 2],
      ...(count > 1
        ? ([
            ['loss-sum-squared', 2 * total],
            ['loss-mean-for-sum', (2 * error) / count],
          ] as const)
        : []),
    ],
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
