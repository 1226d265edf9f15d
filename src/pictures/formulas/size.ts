/** In CSS pixels: what a chat shows, and a little less than what is looked at as a whole, for a file of 120 kB. */
export const FORMULAS_WIDTH = 550;
export const FORMULAS_HEIGHT = 760;

/** Of the letters; powers and indices are at least {@link SMALLEST} of it, 12.6 px. */
export const FORMULA_SIZE = 18;
export const SMALLEST = 0.7;
