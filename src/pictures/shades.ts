import { toRgb } from './colours.ts';
import type { Raster } from './raster.ts';

/** Of each of a pixel's colours the upper half; and the middle of what the lower half could add, with all of alpha. */
const STEPS = 0xf0f0f0f0;
const HALF_A_STEP = 0xff080808;
const HEX = /^#[0-9a-f]{6}$/i;

/**
 * Where an edge is smoothed, a colour goes over into another in 16 steps in place of 256, which nobody sees: the file is a
 * third smaller, and sooner compressed. Gives the colour that a pixel gets, each as four bytes in memory.
 *
 * @param painted the colours that were painted with, which stay as they are
 */
export function fewShades(painted: Iterable<string>): (pixel: number) => number {
  const exact = new Set([...painted].filter((colour) => HEX.test(colour)).map(pixelOf));
  return (pixel) => (exact.has(pixel) ? pixel : (pixel & STEPS) | HALF_A_STEP);
}

/** Gives each pixel the shade that it gets; does nothing where there are none to choose. */
export function applyShades({ data, shadeOf }: Raster): void {
  if (shadeOf === undefined) return;
  const pixels = new Int32Array(data.buffer, data.byteOffset, data.byteLength / Int32Array.BYTES_PER_ELEMENT);
  for (let from = 0, next = 0; from < pixels.length; from = next) {
    const pixel = pixels[from] as number;
    while (next < pixels.length && pixels[next] === pixel) next++;
    const shade = shadeOf(pixel);
    // Such runs are short: to call `fill` for each takes longer.
    if (shade !== pixel) for (let i = from; i < next; i++) pixels[i] = shade;
  }
}

/** As four bytes in memory: red, green, blue and alpha. */
function pixelOf(colour: string): number {
  const [red, green, blue] = toRgb(colour);
  return new Int32Array(Uint8Array.of(red, green, blue, 0xff).buffer)[0] as number;
}
