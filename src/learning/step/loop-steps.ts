import { formatNumber } from '../../expression/index.ts';
import { inBrackets, type Slips } from '../../questions/parts/number.ts';
import type { Level } from '../../questions/question.ts';
import { paragraph, table, withCode } from '../../reply/build.ts';
import type { ReplyNode } from '../../reply/document.ts';
import { type Iteration, iterations, LEARNING_RATE } from './loop-run.ts';

/** With fewer, what is computed from shown numbers would differ from what is computed from all digits. */
export const DIGITS = 4;
/** The sample that is looked at: its output is far enough from the sum that goes into its tanh. */
const SAMPLE = 1;

const short = (value: number): string => formatNumber(value, DIGITS);
/** As it is shown: whoever computes with it comes to the same. */
const seen = (value: number): number => Number(short(value));
const behind = (value: number): string => inBrackets(seen(value));

/** A question about a number of the loop. */
export interface LoopStep {
  readonly name: string;
  readonly skill: { readonly type: string; readonly level: Level };
  readonly prompt: readonly ReplyNode[];
  readonly right: number;
  readonly slips: Slips;
  readonly rule: string;
  /** The equation with a gap, and in full. */
  readonly gap: string;
  readonly equation: string;
  readonly why: string;
}

const asking = (text: string): ReplyNode => paragraph(withCode(text));

/** What is asked, in the order of the loop. */
export function loopSteps(zeroGrad: boolean): LoopStep[] {
  const { ys, runs } = iterations(zeroGrad);
  const [first, second] = runs;
  const rows = (outs: readonly number[]): ReplyNode =>
    table(
      ['sample', 'out', 'y'],
      outs.map((out, i) => [String(i + 1), short(out), formatNumber(ys[i] as number)]),
    );
  const outs = first.outs.map(seen);
  const [out, y, n] = [outs[SAMPLE] as number, ys[SAMPLE] as number, seen(first.sums[SAMPLE] as number)];
  const errors = outs.map((one, i) => one - (ys[i] as number));
  const sumOf = (of: (error: number) => number): number => errors.reduce((sum, error) => sum + of(error), 0);
  const slope = 2 * (out - y);
  const parts = first.outs.map((one, i) => seen(2 * (one - (ys[i] as number)) * (1 - one * one)));
  const [part] = parts as [number];
  const sample = `sample ${SAMPLE + 1}`;
  return [
    {
      name: 'forward: out',
      skill: { type: 'neuron-output', level: 4 },
      prompt: [
        asking(
          `The first forward pass. For ${sample} the sum in the last neuron is \`n = ${short(n)}\`, and \`out = tanh(n)\`. What is \`out\`?`,
        ),
      ],
      right: first.outs[SAMPLE] as number,
      slips: [
        ['activation-skipped', n],
        ['sign-flipped', -out],
      ],
      rule: 'tanh keeps the sign and squashes: near 0 it is almost its input, and never beyond ±1.',
      gap: `out = tanh(${short(n)}) = ▢`,
      equation: `out = tanh(${short(n)}) = ${short(out)}`,
      why: 'tanh squashes the sum into the range from -1 to 1.',
    },
    {
      name: 'loss',
      skill: { type: 'loss-value', level: 4 },
      prompt: [rows(first.outs), asking('The loss is the sum of `(out - y)^2`. How large is it?')],
      right: first.loss,
      slips: [
        ['loss-mean-for-sum', sumOf((error) => error * error) / errors.length],
        ['loss-absolute', sumOf(Math.abs)],
        ['loss-sum-squared', sumOf((error) => error) ** 2],
        ['loss-unsquared', sumOf((error) => error)],
      ],
      rule: 'One sample after the other: the difference, its square, and only then the sum.',
      gap: `loss = ${errors.map((error) => `${behind(error)}^2`).join(' + ')} = ▢`,
      equation: `loss = ${errors.map((error) => short(error * error)).join(' + ')} = ${short(first.loss)}`,
      why: 'Each sample adds the square of its error.',
    },
    {
      name: 'backward: dloss/dout',
      skill: { type: 'loss-slope', level: 4 },
      prompt: [
        asking(
          `The backward pass begins. For ${sample}, \`out = ${short(out)}\` and \`y = ${formatNumber(y)}\`. What is \`dloss/dout\`?`,
        ),
      ],
      right: slope,
      slips: [
        ['loss-factor-two-lost', out - y],
        ['loss-sign-flipped', -slope],
        ['loss-value-for-slope', (out - y) ** 2],
      ],
      rule: 'The slope of `(out - y)^2` is `2*(out - y)`.',
      gap: `dloss/dout = 2*(out - y) = 2*▢`,
      equation: `dloss/dout = 2*(${short(out)} - ${inBrackets(y)}) = ${short(slope)}`,
      why: 'It is positive: a larger `out` makes the loss larger.',
    },
    {
      name: 'backward: part of b.grad',
      skill: { type: 'bias-gradient', level: 4 },
      prompt: [
        asking(
          `\`out = tanh(n)\` with \`n = … + b\`, \`out = ${short(out)}\` and \`dloss/dout = ${short(slope)}\`. What does ${sample} add to \`b.grad\`?`,
        ),
      ],
      right: parts[SAMPLE] as number,
      slips: [
        ['activation-slope-dropped', slope],
        ['tanh-slope-linear', slope * (1 - out)],
        ['tanh-slope-is-square', slope * out * out],
        ['activation-value-for-slope', slope * out],
      ],
      rule: 'Upstream × slope of tanh, which is `1 - out^2`, × 1 for a bias.',
      gap: `${short(slope)} × (1 - ${behind(out)}^2) × 1 = ▢`,
      equation: `dloss/dout × (1 - out^2) × 1 = ${short(parts[SAMPLE] as number)}`,
      why: 'A bias is only added, so its own slope is 1.',
    },
    {
      name: 'backward: b.grad',
      skill: { type: 'node-used-twice', level: 5 },
      prompt: [
        asking(
          `\`b.grad\` was 0. The four samples add ${parts.map((one) => `\`${short(one)}\``).join(', ')}. What is \`b.grad\` after the backward pass?`,
        ),
      ],
      right: first.added,
      slips: [
        ['accumulate-overwrites', parts.at(-1) as number],
        ['path-forgotten', part],
        ['sign-flipped', -parts.reduce((sum, one) => sum + one, 0)],
        ['sizes-added', parts.reduce((sum, one) => sum + Math.abs(one), 0)],
      ],
      rule: 'The bias is used once a sample, and what comes back adds up: `+=`.',
      gap: `b.grad = ${parts.map(behind).join(' + ')} = ▢`,
      equation: `b.grad = ${parts.map(behind).join(' + ')} = ${short(first.added)}`,
      why: 'All uses of the bias add up.',
    },
    update(first, 'b after the first update', false),
    reset(first, second, zeroGrad),
    again(second, zeroGrad),
    update(second, 'b after the second update', !zeroGrad),
  ];
}

/** @param stale is there an old gradient in it, which somebody may have left out? */
function update({ bias, held, added, next }: Iteration, name: string, stale: boolean): LoopStep {
  const [b, grad] = [seen(bias), seen(held + added)];
  return {
    name,
    skill: { type: 'weight-step', level: stale ? 3 : 1 },
    prompt: [
      asking(
        `The update. \`b = ${short(bias)}\`, \`b.grad = ${short(held + added)}\`, lr ${LEARNING_RATE}. What is \`b\` then?`,
      ),
    ],
    right: next,
    slips: [
      ...(stale ? [['accumulate-overwrites', b - LEARNING_RATE * seen(added)] as const] : []),
      ['step-uphill', b + LEARNING_RATE * grad],
      ['step-without-rate', b - grad],
      ['step-sets-weight-to-gradient', -LEARNING_RATE * grad],
      ['step-ignores-gradient', b - LEARNING_RATE],
    ],
    rule: 'The step is learning rate times gradient, and it goes downhill: minus.',
    gap: `b = ${short(bias)} - ${LEARNING_RATE}×▢`,
    equation: `b = ${short(bias)} - ${LEARNING_RATE}×${behind(held + added)} = ${short(next)}`,
    why: stale
      ? `With the reset, \`b\` would be \`${short(b - LEARNING_RATE * seen(added))}\`: most of this step is the old gradient.`
      : 'The minus is in the rule; the learning rate is positive.',
  };
}

/** What is in `.grad` when the second backward pass begins. */
function reset(first: Iteration, second: Iteration, zeroGrad: boolean): LoopStep {
  const before = short(first.held + first.added);
  return {
    name: 'b.grad before the second backward pass',
    skill: { type: 'what-to-zero', level: 2 },
    prompt: [
      asking(
        `The second iteration: the loss is now \`${short(second.loss)}\`. \`b.grad\` is \`${before}\` from the first. ${
          zeroGrad ? 'Now `for p in params: p.grad = 0` runs.' : 'The line `for p in params: p.grad = 0` is missing.'
        } What is \`b.grad\` when the backward pass begins?`,
      ),
    ],
    right: second.held,
    slips: [
      zeroGrad ? ['loop-zero-forgotten', seen(first.added)] : ['passes-cancel', 0],
      ['value-for-gradient', seen(second.bias)],
      ['pass-counted-once-more', 2 * seen(first.added)],
    ],
    rule: 'Nothing sets `.grad` to 0 by itself.',
    gap: 'b.grad = ▢',
    equation: `b.grad = ${short(second.held)}`,
    why: zeroGrad ? 'The reset clears what the first iteration left.' : 'Without the reset the old gradient stays.',
  };
}

/** What the second backward pass makes of it. */
function again({ held, added }: Iteration, zeroGrad: boolean): LoopStep {
  const [old, fresh] = [seen(held), seen(added)];
  const stale: Slips = [
    ['second-pass-replaces', fresh],
    ['passes-cancel', old],
    ['passes-multiply', old * fresh],
    ['pass-counted-once-more', old + 2 * fresh],
  ];
  const clean: Slips = [
    ['sign-flipped', -fresh],
    ['pass-counted-once-more', 2 * fresh],
    ['passes-multiply', 0],
  ];
  return {
    name: 'b.grad after the second backward pass',
    skill: { type: 'backward-twice', level: 1 },
    prompt: [
      asking(
        `\`b.grad\` is \`${short(held)}\`, and the four samples add \`${short(added)}\` together. What is \`b.grad\` then?`,
      ),
    ],
    right: held + added,
    slips: zeroGrad ? clean : stale,
    rule: '`backward()` adds to what `.grad` holds.',
    gap: `b.grad = ${short(held)} + ▢`,
    equation: `b.grad = ${short(held)} + ${behind(added)} = ${short(held + added)}`,
    why: zeroGrad
      ? 'After a reset it is the gradient of this iteration alone.'
      : 'The sum of an old and a new gradient is the gradient of neither loss.',
  };
}
