import type { Value } from './value.ts';

/** Keeps log away from 0: a probability is taken to lie in [1e-12, 1 - 1e-12], and a loss below 27.7. */
const CLAMP = 1e-12;

/** (prediction - target)². */
export function squaredError(prediction: Value, target: Value | number): Value {
  const error = prediction.sub(target);
  return error.mul(error);
}

/** -(t·log p + (1 - t)·log(1 - p)) for a prediction p in (0, 1) and a target t of 0 or 1. */
export function binaryCrossEntropy(prediction: Value, target: Value): Value {
  const p = prediction.max(CLAMP).min(1 - CLAMP);
  const yes = target.mul(p.log());
  const no = target.neg().add(1).mul(p.neg().add(1).log());
  return yes.add(no).neg();
}

/** max(0, 1 - t·prediction) for a target t of -1 or 1. */
export function hinge(prediction: Value, target: Value): Value {
  return target.mul(prediction).neg().add(1).relu();
}
