import type { Typesetter } from '../../src/dispatch/typeset.ts';

/** For a bot that typesets nothing: formulas stay text. */
export const typesetNothing: Typesetter = async () => ({ equations: new Map(), formulas: new Map() });
