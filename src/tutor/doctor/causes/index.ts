import type { Cause } from '../cause.ts';
import { inputsUnscaled, oneSided, targetsOutside } from './data.ts';
import { neverZeroed, overfitting, plateau, sumOfMany, unfinished } from './loop.ts';
import { deadUnits, fewNeurons, sameStart, vanishes } from './network.ts';
import { rateTooLarge, rateTooSmall } from './rate.ts';

/** Every cause that is known, in the order in which they are looked for: the first that is found is named. */
export const CAUSES = {
  'never-zeroed': neverZeroed,
  'targets-outside': targetsOutside,
  'same-start': sameStart,
  'inputs-unscaled': inputsUnscaled,
  'sum-of-many': sumOfMany,
  'rate-too-large': rateTooLarge,
  'dead-units': deadUnits,
  vanishes,
  'one-sided': oneSided,
  plateau,
  'rate-too-small': rateTooSmall,
  'few-neurons': fewNeurons,
  unfinished,
  overfitting,
} satisfies Record<string, Cause>;

export type CauseName = keyof typeof CAUSES;
