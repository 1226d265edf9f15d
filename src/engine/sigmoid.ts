/** 1/(1 + exp(-x)) in two forms, so that neither side overflows. */
export const sigmoid = (x: number): number => (x < 0 ? Math.exp(x) / (1 + Math.exp(x)) : 1 / (1 + Math.exp(-x)));
