import { formatNumber } from '../../expression/index.ts';

const DIGITS = 4;
/** Of a column or a class in a table. */
export const MAX_NAME = 20;

export const short = (value: number): string => formatNumber(value, DIGITS);

const MILLION = 1e6;
const BILLION = 1e9;

/** A loss as it is said in a sentence: `14.3 million` for 14320000. */
export const spoken = (value: number): string =>
  Math.abs(value) >= MILLION && Math.abs(value) < BILLION
    ? `${formatNumber(value / MILLION, 3)} million`
    : short(value);

/** Python's words are quoted, ours are not. */
export const quoted = (failure: string): string => (failure === 'overflow' ? 'an overflow' : `"${failure}"`);
