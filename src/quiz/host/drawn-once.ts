import { LRUCache } from 'lru-cache';
import type { PictureDrawer } from '../transport.ts';

/** A class sees a few messages at a time, each with a picture or two. */
const MAX_DRAWN = 100;

/** Draws each picture once: a message that is edited shows the bytes that it was posted with. */
export function drawnOnce(draw: PictureDrawer): PictureDrawer {
  const drawn = new LRUCache<string, Promise<Uint8Array>>({ max: MAX_DRAWN });
  return (picture) => {
    const key = JSON.stringify(picture);
    const known = drawn.get(key);
    if (known !== undefined) return known;
    const drawing = draw(picture);
    drawn.set(key, drawing);
    drawing.catch(() => drawn.delete(key));
    return drawing;
  };
}
