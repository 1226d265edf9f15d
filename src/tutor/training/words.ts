import { formatNumber } from '../../expression/index.ts';

const DIGITS = 4;
/** Of a column or a class in a table. */
export const MAX_NAME = 20;

export const short = (value: number): string => formatNumber(value, DIGITS);

/** Python's words are quoted, ours are not. */
export const quoted = (failure: string): string => (failure === 'overflow' ? 'an overflow' : `"${failure}"`);
