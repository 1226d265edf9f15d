/** From here on 1 - erf(x) is taken from the continued fraction, which then converges fast. */
const FAR = 2;
/** Past it exp(-x²) is below the smallest number. */
const BEYOND = 27.3;
const FRACTION_TERMS = 120;

/** exp(-x²) to the last digits: x² is rounded, so it is split into a part that is exact and a small rest. */
function bell(x: number): number {
  if (Math.abs(x) > BEYOND) return 0;
  const head = Math.fround(x);
  return Math.exp(-head * head) * Math.exp((head - x) * (head + x));
}

/** erf(x) for 0 ≤ x < 2: 2/√π · exp(-x²) · Σ 2ⁿx²ⁿ⁺¹/(1·3·…·(2n+1)), whose terms are all positive. */
function series(x: number): number {
  let term = x;
  let sum = 0;
  for (let odd = 3; sum + term !== sum; odd += 2) {
    sum += term;
    term *= (2 * x * x) / odd;
  }
  return (2 / Math.sqrt(Math.PI)) * bell(x) * sum;
}

/** 1 - erf(x) for x ≥ 2: exp(-x²)/√π / (x + (1/2)/(x + (2/2)/(x + (3/2)/(x + …)))), from its end. */
function tail(x: number): number {
  let rest = x;
  for (let i = FRACTION_TERMS; i > 0; i--) rest = x + i / 2 / rest;
  return bell(x) / (Math.sqrt(Math.PI) * rest);
}

/**
 * The error function, 2/√π times the integral of exp(-t²) from 0 to x, to within a few units in the last place.
 * Series and continued fraction: M. Abramowitz, I. A. Stegun, "Handbook of Mathematical Functions", 7.1.6 and 7.1.14.
 */
export function erf(x: number): number {
  const size = Math.abs(x);
  // NaN stays NaN, and -0 stays -0.
  if (!(size > 0)) return x;
  return Math.sign(x) * (size < FAR ? series(size) : 1 - tail(size));
}

/** The standard normal distribution Φ(x) = (1 + erf(x/√2))/2, without the cancellation far below 0. */
export function normalDistribution(x: number): number {
  const scaled = x / Math.SQRT2;
  return scaled < -FAR ? tail(-scaled) / 2 : (1 + erf(scaled)) / 2;
}

/** Its density φ(x) = exp(-x²/2)/√(2π). */
export const normalDensity = (x: number): number => bell(x / Math.SQRT2) / Math.sqrt(2 * Math.PI);
