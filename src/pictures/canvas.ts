import { type Canvas, createCanvas } from '@napi-rs/canvas';
import { registerFonts } from './fonts.ts';
import type { Raster } from './raster.ts';

/**
 * One canvas for all pictures, which are drawn one after another: memory of a canvas that is left behind is freed only
 * with the next garbage collection, and that may be hundreds of megabytes later.
 */
let canvas: Canvas | undefined;

/** An empty canvas of this size in pixels, with the bundled fonts. What was drawn before is gone. */
export function emptyCanvas(width: number, height: number): Canvas {
  registerFonts();
  canvas ??= createCanvas(width, height);
  // To set a size clears all that the picture before has left.
  canvas.width = width;
  canvas.height = height;
  return canvas;
}

/** A copy of the pixels. */
export const rasterOf = (drawn: Canvas): Raster => ({ width: drawn.width, height: drawn.height, data: drawn.data() });
