import sharp from 'sharp';
import { indexedPng } from './indexed-png.ts';
import { type Raster, release } from './raster.ts';
import { applyShades } from './shades.ts';

// Its cache is for reading files again, and pictures are drawn one at a time.
sharp.cache(false);
sharp.concurrency(1);

/**
 * zlib's levels: for shades, where higher ones take several times as long and save little, and lower ones make a file a tenth
 * larger; for the few colours of a graph, which is to be there at once; for fine strokes on an even ground, where it saves a fifth.
 */
const LEVELS = { shades: 6, flat: 4, fine: 9 } as const;

/**
 * An opaque PNG. The same pixels give the same bytes. The pixels are gone afterwards: see {@link release}.
 *
 * @param content what is drawn
 */
export async function toPng(raster: Raster, content: keyof typeof LEVELS = 'shades'): Promise<Uint8Array> {
  const { width, height, data } = raster;
  try {
    const indexed = content === 'flat' ? indexedPng(raster) : undefined;
    if (indexed !== undefined) return indexed;
    applyShades(raster);
    return await sharp(data, { raw: { width, height, channels: 4 } })
      .removeAlpha()
      .png({ compressionLevel: LEVELS[content] })
      .toBuffer();
  } finally {
    release(raster);
  }
}
