// Draws pictures and prints a hash of each. With "unregistered" the bundled fonts are not registered first.
import { createHash } from 'node:crypto';
import { GlobalFonts } from '@napi-rs/canvas';
import { drawLocally } from '../../../src/pictures/draw.ts';
import type { Picture } from '../../../src/reply/document.ts';

const [mode] = process.argv.slice(2);
if (mode === 'unregistered') GlobalFonts.registerFromPath = () => ({}) as never;
const pictures = JSON.parse(Buffer.concat(await process.stdin.toArray()).toString()) as Picture[];
const hashes = [];
for (const picture of pictures) {
  for (const theme of ['dark', 'light'] as const) {
    hashes.push(
      createHash('sha256')
        .update(await drawLocally(picture, theme))
        .digest('hex'),
    );
  }
}
console.log(JSON.stringify({ families: GlobalFonts.families.map(({ family }) => family), hashes }));
