import fc from 'fast-check';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { indexedPng } from '../../src/pictures/indexed-png.ts';
import type { Raster } from '../../src/pictures/raster.ts';
import { applyShades } from '../../src/pictures/shades.ts';

/** Pixels in runs of these lengths, each of a colour of its own among so many. */
function raster(width: number, runs: readonly (readonly [length: number, colour: number])[]): Raster {
  const colours = runs.flatMap(([length, colour]) => Array.from({ length }, () => colour));
  const height = Math.floor(colours.length / width);
  const data = Uint8Array.from(
    colours.slice(0, width * height).flatMap((colour) => [colour & 0xff, colour >> 8, 0x80, 0xff]),
  );
  return { width, height, data };
}

const pixelsOf = async (png: Uint8Array): Promise<Buffer> => sharp(png).ensureAlpha().raw().toBuffer();

it('a PNG with a palette has the very pixels', async () => {
  const runs = fc.array(fc.tuple(fc.integer({ min: 1, max: 60 }), fc.nat(255)), { minLength: 20, maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 20 }), runs, async (width, of) => {
      const drawn = raster(width, of);
      const png = indexedPng(drawn) as Uint8Array;
      expect(await sharp(png).metadata()).toMatchObject({ width, height: drawn.height, channels: 3 });
      expect((await pixelsOf(png)).equals(drawn.data)).toBe(true);
    }),
    { numRuns: 60 },
  );
});

it.each([
  [256, true],
  [257, false],
])('of %i colours there is one: %s', (count, there) => {
  const all = raster(
    count,
    Array.from({ length: count }, (_, colour) => [1, colour] as const),
  );
  expect(indexedPng(all) !== undefined).toBe(there);
});

it('a pixel gets its shade, and those of one shade one place', async () => {
  const drawn = raster(4, [
    [4, 0x11],
    [4, 0x12],
    [4, 0x81],
  ]);
  const shaded = { ...drawn, shadeOf: (pixel: number) => (pixel & 0xf0f0f0f0) | 0xff000000 };
  const pixels = await pixelsOf(indexedPng(shaded) as Uint8Array);
  expect([...pixels.subarray(0, 4)]).toEqual([0x10, 0, 0x80, 0xff]);
  expect(pixels.subarray(16, 32).equals(pixels.subarray(0, 16))).toBe(true);
  expect([...pixels.subarray(32, 36)]).toEqual([0x80, 0, 0x80, 0xff]);
  applyShades(shaded);
  expect(pixels.equals(shaded.data)).toBe(true);
});
