import { crc32, deflateSync } from 'node:zlib';

/** Pixels from the top left corner on, four bytes each: red, green, blue and alpha. */
interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

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
export function indexedPng(raster: Pixels): Uint8Array | undefined {
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
function indicesOf({ width, height, data }: Pixels): { palette: Buffer; lines: Uint8Array } | undefined {
  const pixels = new Int32Array(data.buffer, data.byteOffset, width * height);
  const lines = new Uint8Array((width + 1) * height);
  const places = new Map<number, number>();
  const palette: number[] = [];
  for (let row = 0, from = 0, to = 0; row < height; row++) {
    to++;
    for (const end = from + width; from < end; ) {
      const pixel = pixels[from] as number;
      let next = from + 1;
      while (next < end && pixels[next] === pixel) next++;
      let place = places.get(pixel);
      if (place === undefined) {
        place = places.size;
        if (place === MOST_COLOURS) return undefined;
        places.set(pixel, place);
        palette.push(...data.subarray(4 * from, 4 * from + 3));
      }
      const length = next - from;
      if (length < SHORT_RUN) for (let i = 0; i < length; i++) lines[to + i] = place;
      else lines.fill(place, to, to + length);
      to += length;
      from = next;
    }
  }
  return { palette: Buffer.from(palette), lines };
}

/** Its length, its name, what it holds, and a checksum of the latter two. */
function chunk(name: string, content: Uint8Array): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), content]);
  const whole = Buffer.alloc(named.length + 8);
  whole.writeUInt32BE(content.length, 0);
  whole.set(named, 4);
  whole.writeUInt32BE(crc32(named), named.length + 4);
  return whole;
}
