import sharp from 'sharp';

/** More than any camera takes; a file of a few bytes may claim to have any size. */
const MAX_PIXELS = 50_000_000;

/** A picture from elsewhere as a still PNG that fits a box of so many pixels, without anything else that was in its file. */
export async function remotePng(bytes: Uint8Array, box: { width: number; height: number }): Promise<Uint8Array> {
  const picture = sharp(bytes, { limitInputPixels: MAX_PIXELS, animated: false });
  return picture
    .autoOrient()
    .resize({ ...box, fit: 'inside', withoutEnlargement: true })
    .png()
    .toBuffer();
}
