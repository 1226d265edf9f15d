import type { Value } from './value.ts';

/**
 * The probabilities of outputs, exp(z_i) / Σ exp(z_j): positive, with sum 1. Less the largest output, so that none
 * overflows.
 */
export function softmax(outputs: readonly number[]): number[] {
  const most = outputs.reduce((largest, output) => Math.max(largest, output), Number.NEGATIVE_INFINITY);
  const powers = outputs.map((output) => Math.exp(output - most));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

/**
 * -Σ t·log p for p = softmax(outputs), as operations that do not overflow: with s = z - max z it is log Σ exp(s) - Σ t·s.
 * The slope in each output comes out as p - t.
 *
 * @param targets of each output 0 or 1; their sum is 1
 */
export function crossEntropy(outputs: readonly Value[], targets: readonly Value[]): Value {
  const most = outputs.reduce((largest, output) => largest.max(output));
  const shifted = outputs.map((output) => output.sub(most));
  const sum = shifted.map((one) => one.exp()).reduce((total, power) => total.add(power));
  return shifted.reduce((rest, one, i) => rest.sub(one.mul(targets[i] as Value)), sum.log());
}

/** {@link crossEntropy} for the code export, of lists of `outputs` and `targets`. */
export const CROSS_ENTROPY_IN_PYTHON = [
  'most = outputs[0]',
  'for z in outputs[1:]:',
  '    most = most.max(z)',
  'shifted = [z - most for z in outputs]  # so that no exp overflows',
  'loss = sum(z.exp() for z in shifted).log()',
  'for z, t in zip(shifted, targets):',
  '    loss = loss - z * t',
  'return loss',
];
