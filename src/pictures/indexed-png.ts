import { crc32, deflateSync } from 'node:zlib';
import type { Raster } from './raster.ts';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const MOST_COLOURS = 256;
/** Higher levels take several times as long, and save a sixth. */
const LEVEL = 3;
const BITS = 8;
const INDEXED = 3;
/** Runs of pixels that are shorter than this are written one by one. */
const SHORT_RUN = 16;

/**
 * An opaque PNG with a palette (PNG specification, 3rd edition, colour type 3): a third of the bytes to compress. No
 * library that is here writes one without choosing colours anew.
 *
 * @returns undefined for pixels of more than 256 colours
 */
export function indexedPng(raster: Raster): Uint8Array | undefined {
  const indexed = indicesOf(raster);
  if (indexed === undefined) return undefined;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(raster.width, 0);
  header.writeUInt32BE(raster.height, 4);
  header.set([BITS, INDEXED], 8);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', indexed.palette),
    chunk('IDAT', deflateSync(indexed.lines, { level: LEVEL })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** The lines of the picture, each behind a zero for "no filter", in places of a palette of three bytes each. */
function indicesOf({
  width,
  height,
  data,
  shadeOf = same,
}: Raster): { palette: Buffer; lines: Uint8Array } | undefined {
  const pixels = new Int32Array(data.buffer, data.byteOffset, width * height);
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  const lines = new Uint8Array((width + 1) * height);
  const placeOf = new Map<number, number>();
  const shades: number[] = [];
  for (let row = 0; row < height; row++) {
    const start = row * width;
    if (row > 0 && isLikeLast(bytes, 4 * start, 4 * width)) {
      lines.copyWithin(start + row, start + row - width - 1, start + row);
      continue;
    }
    for (let from = start, next = start, end = start + width; from < end; from = next) {
      const pixel = pixels[from] as number;
      while (next < end && pixels[next] === pixel) next++;
      let place = placeOf.get(pixel);
      if (place === undefined) {
        const shade = shadeOf(pixel);
        place = shades.indexOf(shade);
        if (place < 0) place = shades.push(shade) - 1;
        if (place === MOST_COLOURS) return undefined;
        placeOf.set(pixel, place);
      }
      const last = next + row + 1;
      if (next - from < SHORT_RUN) for (let i = from + row + 1; i < last; i++) lines[i] = place;
      else lines.fill(place, from + row + 1, last);
    }
  }
  return { palette: Buffer.from(shades.flatMap((shade) => [shade, shade >> 8, shade >> 16])), lines };
}

const same = (pixel: number): number => pixel;

/** Is this row of bytes as the one before? */
const isLikeLast = (bytes: Buffer, start: number, length: number): boolean =>
  bytes.compare(bytes, start - length, start, start, start + length) === 0;

/** Its length, its name, what it holds, and a checksum of the latter two. */
function chunk(name: string, content: Uint8Array): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), content]);
  const whole = Buffer.alloc(named.length + 8);
  whole.writeUInt32BE(content.length, 0);
  whole.set(named, 4);
  whole.writeUInt32BE(crc32(named), named.length + 4);
  return whole;
}
