/** Sums of squares between which none is lost. */
export const TINY = 1e-280;
export const HUGE = 1e300;

/** The length of a vector from the sum of its squares, or more slowly where these are too large or too small. */
export const lengthOf = (squares: number, vector: Iterable<number>): number =>
  squares > TINY && squares < HUGE ? Math.sqrt(squares) : Math.hypot(...vector);
