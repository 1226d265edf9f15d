import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { drawnPictures, PAGES, PRESENTER, pagePictures } from '../../docs/pictures.ts';
import { NO_BROWSER } from '../support/web/chromium.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PICTURES = join(ROOT, 'docs/pictures');
const kept = (file: string): Buffer => readFileSync(join(PICTURES, file));

/** Browsers differ in the edges of letters: looked at from so far away that these are gone, in grey. */
const FAR = 90;
/** Of 255, for one point of the small picture: a changed line of text makes a difference of 20 and more. */
const TOLERANCE = 12;

const fromAfar = async (picture: Uint8Array): Promise<number[]> => [
  ...(await sharp(picture).resize(FAR).greyscale().raw().toBuffer()),
];

describe('the pictures of the documentation', () => {
  it('are all those in docs/pictures/, and are shown', () => {
    const pages = readdirSync(join(ROOT, 'docs')).filter((file) => file.endsWith('.md'));
    const texts = ['README.md', ...pages.map((page) => `docs/${page}`)].map((page) =>
      readFileSync(join(ROOT, page), 'utf8'),
    );
    const shown = texts.flatMap((text) => [...text.matchAll(/\]\((?:docs\/)?pictures\/([^)]+)\)/g)]);
    expect([...new Set(shown.map(([, file]) => file))].sort()).toEqual(readdirSync(PICTURES).sort());
  });

  it('are what the program draws', async () => {
    for (const [file, bytes] of await drawnPictures()) expect(kept(file).equals(bytes), file).toBe(true);
  });

  it.skipIf(NO_BROWSER !== undefined)(`show the page as it is${NO_BROWSER ? ` (${NO_BROWSER})` : ''}`, async () => {
    let others: string[] = [];
    // On a busy machine a page may be taken between two of its states: what has changed is other each time.
    for (let tries = 0; tries === 0 || (others.length > 0 && tries < 3); tries++) {
      const pictures = await pagePictures();
      expect([...pictures.keys()]).toEqual([...PAGES.map(({ file }) => file), PRESENTER]);
      others = [];
      for (const [file, picture] of pictures) {
        const [then, now] = await Promise.all([kept(file), picture].map(fromAfar));
        expect(now).toHaveLength(then?.length ?? 0);
        const worst = Math.max(...(now ?? []).map((grey, i) => Math.abs(grey - (then?.[i] ?? 0))));
        if (worst >= TOLERANCE) others.push(`${file}: ${worst}`);
      }
    }
    expect(others).toEqual([]);
  });
});
