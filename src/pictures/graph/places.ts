import type { Pixel, Size } from '../geometry.ts';
import type { Form } from './size.ts';

/** Where everything of a graph stands, in CSS pixels from the top left corner of its box. */
export interface Layout extends Size {
  readonly form: Form;
  /** The middle of each card and operation, in the order of the drawing; undefined for an operation without a sign. */
  readonly cards: readonly Pixel[];
  readonly operations: readonly (Pixel | undefined)[];
  /** For each operation the ways from its operands, in their order, and the way to its result if it has a sign. */
  readonly arrows: readonly { readonly operands: readonly Curve[]; readonly result: Curve | undefined }[];
}

/** A chain of Bézier curves: a point, then three for each curve. */
export type Curve = readonly Pixel[];
