import { formatNumber } from '../../../expression/index.ts';
import { table } from '../../../reply/build.ts';
import { inBrackets, lines, plainNumber, sentence } from '../../parts/number.ts';
import { pick, wholeBetween } from '../../parts/random.ts';
import type { QuestionType } from '../../type.ts';

/** The sum of squared errors. */
export default {
  number: 11,
  version: 1,
  name: 'loss-value',
  title: 'value of the loss',
  topic: 'loss',
  levels: [1, 2, 3, 4, 5],
  generate(random, level) {
    const count = level <= 2 ? 2 : level === 3 ? 3 : 4;
    // Of a tanh network outputs lie between -1 and 1, and targets are one of the two.
    const squashed = level >= 4;
    const ys = Array.from({ length: count }, () => (squashed ? pick(random, [1, -1]) : wholeBetween(random, -3, 3)));
    const outs = ys.map((y) =>
      squashed
        ? wholeBetween(random, -9, 9) / 10
        : y + pick(random, level === 1 ? [1, 2, 3, -1, -2, -3] : [0.5, 1, 2, 3, -0.5, -1, -2, -3]),
    );
    const errors = outs.map((out, i) => out - (ys[i] as number));
    const sum = (of: (error: number) => number): number => errors.reduce((total, error) => total + of(error), 0);
    const squares = sum((error) => error ** 2);
    return plainNumber({
      prompt: [
        table(
          ['sample', 'out', 'y'],
          outs.map((out, i) => [String(i + 1), formatNumber(out), formatNumber(ys[i] as number)]),
        ),
        sentence('The loss is the sum of `(out - y)^2` over the samples. How large is it?'),
      ],
      right: squares,
      slips: [
        ['loss-absolute', sum(Math.abs)],
        ['loss-mean-for-sum', squares / count],
        ['loss-unsquared', sum((error) => error)],
        ['loss-sum-squared', sum((error) => error) ** 2],
      ],
      hint: 'One sample after the other: the difference, its square, and only then the sum.',
      explanation: [
        lines(
          ...errors.map(
            (error, i) =>
              `(${formatNumber(outs[i] as number)} - ${inBrackets(ys[i] as number)})^2 = ${formatNumber(error ** 2)}`,
          ),
          `loss = ${errors.map((error) => formatNumber(error ** 2)).join(' + ')}`,
          `     = ${formatNumber(squares)}`,
        ),
      ],
    });
  },
} satisfies QuestionType;
