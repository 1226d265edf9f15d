import { formatNumber } from '../../expression/index.ts';

const DIGITS = 4;

export const short = (value: number): string => formatNumber(value, DIGITS);

/** A rate with two digits, as somebody would type it. */
export const rateOf = (rate: number): number => Number(rate.toPrecision(2));

/** A share as a percentage, never rounded to all or nothing. */
export const percent = (share: number): string =>
  `${share > 0.99 && share < 1 ? 99 : share < 0.01 && share > 0 ? 1 : Math.round(100 * share)} %`;
