import { createRequire } from 'node:module';
import type Gifenc from 'gifenc';
import type { PaletteColour } from 'gifenc';
import type { Raster } from './raster.ts';

// A CommonJS module that says it is a module: what its default is depends on who imports it.
const gifenc: typeof Gifenc = createRequire(import.meta.url)('gifenc');

/** A frame, and for how many milliseconds it is shown; a GIF counts in tens of them. */
export interface GifFrame {
  readonly raster: Raster;
  readonly ms: number;
}

/** One of the 256 is for pixels that stay as they were. */
const COLOURS = 255;
/** The palette is made from the first frame and what changes in as many others: more take time and change little. */
const SAMPLES = 4;
/** "Leave the frame where it is": the next one is painted over it. */
const KEEP = 1;

/**
 * An animated GIF that repeats for ever, in one palette. Only what changes from frame to frame is stored. The same
 * pixels give the same bytes.
 *
 * @throws RangeError when the frames are not all of one size, or there are none
 */
export function toGif(frames: readonly GifFrame[]): Uint8Array {
  const [first] = frames;
  if (first === undefined) throw new RangeError('a GIF needs a frame');
  const { width, height } = first.raster;
  if (frames.some(({ raster }) => raster.width !== width || raster.height !== height)) {
    throw new RangeError('the frames of a GIF must be of one size');
  }
  const pixels = frames.map(({ raster }) => toPixels(raster));
  const changes = pixels.map((now, i) => changedPixels(now, pixels[i - 1]));
  const palette = commonPalette(changes);
  // All at once: colours that are much alike are given the one that the first of them gets, and what is given twice
  // must be given the same. Else things that move away leave a trace.
  const indices = gifenc.applyPalette(toBytes(joined(changes)), palette);
  let offset = 0;
  const encoder = gifenc.GIFEncoder();
  for (const [i, { ms }] of frames.entries()) {
    const index = new Uint8Array(width * height).fill(palette.length);
    for (const place of (changes[i] as Change).places) index[place] = indices[offset++] as number;
    encoder.writeFrame(index, width, height, {
      // The last is never seen: it stands for what stays.
      ...(i === 0 && { palette: [...palette, palette[0] as PaletteColour] }),
      delay: ms,
      transparent: i > 0,
      transparentIndex: palette.length,
      dispose: KEEP,
    });
  }
  encoder.finish();
  return encoder.bytes();
}

/** The pixels of a frame that are not as in the frame before: where they are, and their four bytes each. */
interface Change {
  readonly places: Uint32Array;
  readonly colours: Uint32Array;
}

function changedPixels(now: Uint32Array, before: Uint32Array | undefined): Change {
  const places = new Uint32Array(now.length);
  const colours = new Uint32Array(now.length);
  let count = 0;
  for (let i = 0; i < now.length; i++) {
    if (now[i] === before?.[i]) continue;
    places[count] = i;
    colours[count++] = now[i] as number;
  }
  return { places: places.subarray(0, count), colours: colours.slice(0, count) };
}

function commonPalette([first, ...others]: readonly Change[]): PaletteColour[] {
  const step = Math.max(1, Math.ceil(others.length / SAMPLES));
  const samples = [first as Change, ...others.filter((_, i) => (others.length - 1 - i) % step === 0)];
  return gifenc.quantize(toBytes(joined(samples)), COLOURS);
}

/** The colours of one change after the other. */
function joined(changes: readonly Change[]): Uint32Array {
  const all = new Uint32Array(changes.reduce((sum, { colours }) => sum + colours.length, 0));
  let offset = 0;
  for (const { colours } of changes) {
    all.set(colours, offset);
    offset += colours.length;
  }
  return all;
}

/** The four bytes of each pixel as one number. */
function toPixels({ data }: Raster): Uint32Array {
  const aligned = data.byteOffset % Uint32Array.BYTES_PER_ELEMENT === 0 ? data : data.slice();
  return new Uint32Array(aligned.buffer, aligned.byteOffset, aligned.length / Uint32Array.BYTES_PER_ELEMENT);
}

const toBytes = ({ buffer, byteOffset, byteLength }: Uint32Array): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);
