/** From these probabilities on something is sure, and fading. */
export const SURE = 0.8;
const FADING = 0.5;

export type Mark = '✔' | '~' | '✘';

/** A sign for how sure something is, 0 to 1: colours alone say nothing to some. */
export const markOf = (sure: number): Mark => (sure >= SURE ? '✔' : sure >= FADING ? '~' : '✘');
