import type { Random } from '../../../engine/index.ts';
import { formatNumber } from '../../../expression/index.ts';
import { table } from '../../../reply/build.ts';
import { inBrackets, lines, plainNumber, type Slips, sentence } from '../../parts/number.ts';
import { pick, wholeBetween } from '../../parts/random.ts';
import type { Level } from '../../question.ts';
import type { QuestionType } from '../../type.ts';

/** How many samples there are, and of which size their errors are; from level 4 on outputs of a tanh. */
const SAMPLES: Readonly<Record<Level, number>> = { 1: 2, 2: 2, 3: 3, 4: 4, 5: 4 };
const WHOLE_ERRORS = [1, 2, 3, 4, -1, -2, -3, -4];
const ERRORS = [0.5, 1, 1.5, 2, 3, -0.5, -1, -1.5, -2, -3];
const SQUASHED = 4;
/** The level at which the loss is a mean. */
const MEAN = 5;

/** A number that much larger is another option. */
const LARGER = 1.05;

/** The sum or the mean of squared errors. */
export default {
  number: 11,
  version: 2,
  name: 'loss-value',
  title: 'value of the loss',
  topic: 'loss',
  levels: [1, 2, 3, 4, 5],
  generate(random, level) {
    const count = SAMPLES[level];
    const { outs, ys } = samples(random, level, count);
    const errors = outs.map((out, i) => out - (ys[i] as number));
    const isMean = level === MEAN;
    const share = isMean ? 1 / count : 1;
    const over = (of: (out: number, y: number) => number): number =>
      outs.reduce((total, out, i) => total + of(out, ys[i] as number), 0);
    const squares = over((out, y) => (out - y) ** 2);
    const plain = over((out, y) => out - y);
    const slips: Slips = [
      isMean ? ['loss-sum-for-mean', squares] : ['loss-mean-for-sum', squares / count],
      ['loss-absolute', share * over((out, y) => Math.abs(out - y))],
      ['loss-unsquared', share * plain],
      ['loss-sum-squared', share * plain ** 2],
      ['sum-for-difference', share * over((out, y) => (out + y) ** 2)],
      ['double-minus-lost', share * over((out, y) => (out - Math.abs(y)) ** 2)],
      ['power-as-product', share * 2 * plain],
      ['term-forgotten', share * (squares - (errors.at(-1) as number) ** 2)],
    ];
    // Else the largest number would be the answer too often.
    if (!slips.some(([, value]) => value > LARGER * share * squares)) return undefined;
    const [main, ...others] = random.shuffled(slips);
    const terms = errors.map((error) => formatNumber(error ** 2));
    return plainNumber({
      prompt: [
        table(
          ['sample', 'out', 'y'],
          outs.map((out, i) => [String(i + 1), formatNumber(out), formatNumber(ys[i] as number)]),
        ),
        sentence(`The loss is the ${isMean ? 'mean' : 'sum'} of \`(out - y)^2\` over the samples. How large is it?`),
      ],
      right: share * squares,
      slips: main === undefined ? [] : [main, ...others],
      hint: `One sample after the other: the difference, its square, and only then the ${isMean ? 'mean' : 'sum'}.`,
      explanation: [
        lines(
          ...errors.map(
            (_, i) => `(${formatNumber(outs[i] as number)} - ${inBrackets(ys[i] as number)})^2 = ${terms[i]}`,
          ),
          `${isMean ? 'sum ' : 'loss'} = ${terms.join(' + ')}`,
          `     = ${formatNumber(squares)}`,
          ...(isMean ? [`loss = ${formatNumber(squares)} / ${count} = ${formatNumber(squares / count)}`] : []),
        ),
      ],
    });
  },
} satisfies QuestionType;

/** Outputs and targets; those of a tanh network lie between -1 and 1, and its targets are one of the two. */
function samples(random: Random, level: Level, count: number): { outs: number[]; ys: number[] } {
  if (level >= SQUASHED) {
    const ys = Array.from({ length: count }, () => pick(random, [1, -1]));
    return { ys, outs: ys.map(() => wholeBetween(random, -9, 9) / 10) };
  }
  const ys = Array.from({ length: count }, () => wholeBetween(random, -5, 5));
  return { ys, outs: ys.map((y) => y + pick(random, level === 1 ? WHOLE_ERRORS : ERRORS)) };
}
