import type { Random } from '../../../engine/index.ts';
import { formatNumber } from '../../../expression/index.ts';
import { inBrackets, lines, plainNumber, sentence } from '../../parts/number.ts';
import { friendlyNumbers, pick } from '../../parts/random.ts';
import type { Problem, QuestionType } from '../../type.ts';

const RATES = [0.1, 0.5, 0.01, 0.2, 0.05];

/** Where a weight stands after one step of gradient descent. */
export default {
  number: 14,
  version: 2,
  name: 'weight-step',
  title: 'weight after one step',
  topic: 'training',
  levels: [1, 2, 3, 4, 5],
  generate: (random, level) =>
    level === 1 ? given(random) : level === 2 || level === 4 ? workedOut(random, level) : accumulated(random, level),
} satisfies QuestionType;

const RULE = 'w = w - lr × gradient';

/** The gradient is given. */
function given(random: Random): Problem | undefined {
  const { w, g } = friendlyNumbers(random, ['w', 'g']);
  const lr = pick(random, RATES);
  return plainNumber({
    prompt: [
      lines(`w = ${w}`, `dL/dw = ${g}`, `lr = ${lr}`),
      sentence('What is `w` after one step of gradient descent?'),
    ],
    right: w - lr * g,
    slips: [
      ['step-uphill', w + lr * g],
      ['step-without-rate', w - g],
      ['step-sets-weight-to-gradient', -lr * g],
      ['step-ignores-gradient', w - lr],
    ],
    hint: 'The step is learning rate times gradient, and it goes downhill.',
    explanation: [lines(RULE, `  = ${w} - ${lr}×${inBrackets(g)}`, `  = ${formatNumber(w - lr * g)}`)],
  });
}

/** The gradient of a squared error comes first; from level 4 on with a bias. */
function workedOut(random: Random, level: number): Problem | undefined {
  const { w, x, y, c } = friendlyNumbers(random, ['w', 'x', 'y', 'c']);
  const b = level === 4 ? c : 0;
  const lr = pick(random, RATES);
  const error = w * x + b - y;
  const g = 2 * error * x;
  if (error === 0 || Math.abs(g) > 40) return undefined;
  return plainNumber({
    prompt: [
      lines(
        `w = ${w}, x = ${x}, ${b === 0 ? '' : `b = ${b}, `}y = ${y}`,
        `L = (w*x${b === 0 ? '' : ' + b'} - y)^2`,
        `lr = ${lr}`,
      ),
      sentence('What is `w` after one step of gradient descent?'),
    ],
    right: w - lr * g,
    slips: [
      ['step-uphill', w + lr * g],
      ['loss-factor-two-lost', w - (lr * g) / 2],
      ['step-without-rate', w - g],
      ['step-sets-weight-to-gradient', -lr * g],
      ['local-for-global', w - lr * x],
      ['stopped-a-hop-early', w - lr * 2 * error],
    ],
    hint: 'First `dL/dw` by the chain rule, then the step.',
    explanation: [
      lines(
        `dL/dw = 2*(w*x${b === 0 ? '' : ' + b'} - y) * x`,
        `      = 2*${inBrackets(error)}*${inBrackets(x)} = ${formatNumber(g)}`,
        `w = ${w} - ${lr}×${inBrackets(g)} = ${formatNumber(w - lr * g)}`,
      ),
    ],
  });
}

/** Gradients of earlier iterations are still in `.grad`: one of them, or two. */
function accumulated(random: Random, level: number): Problem | undefined {
  const { w, fresh, first, second } = friendlyNumbers(random, ['w', 'fresh', 'first', 'second']);
  const stale = level === 5 ? first + second : first;
  const lr = pick(random, RATES);
  const sum = stale + fresh;
  if (sum === 0) return undefined;
  const before =
    level === 5 ? [`iteration 1 added ${first}`, `iteration 2 added ${second}`] : [`iteration 1 added ${first}`];
  return plainNumber({
    prompt: [
      lines(
        `lr = ${lr}, w = ${w} now`,
        'w.grad has never been reset:',
        ...before,
        `iteration ${before.length + 1} adds ${fresh}`,
      ),
      sentence(`What is \`w\` after the step of iteration ${before.length + 1}?`),
    ],
    right: w - lr * sum,
    slips: [
      ['accumulate-overwrites', w - lr * fresh],
      ['step-uphill', w + lr * sum],
      ['step-without-rate', w - sum],
      ['step-sets-weight-to-gradient', -lr * sum],
    ],
    hint: 'What stands in `w.grad` when the step is taken?',
    explanation: [
      lines(
        `w.grad = ${[first, ...(level === 5 ? [second] : []), fresh].map(inBrackets).join(' + ')} = ${formatNumber(sum)}`,
        `w = ${w} - ${lr}×${inBrackets(sum)} = ${formatNumber(w - lr * sum)}`,
      ),
      sentence('`backward()` adds to `.grad`. Without the reset the step uses the sum of all iterations so far.'),
    ],
  });
}
