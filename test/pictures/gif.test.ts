import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { backwardAnimation } from '../../src/figures/graph/animation.ts';
import { drawLocally } from '../../src/pictures/draw.ts';
import { toGif } from '../../src/pictures/gif.ts';
import { headOf } from '../../src/pictures/graph/head.ts';
import { fileOf, replySchema } from '../../src/reply/document.ts';
import { FORMULAS, framesOf, withGraph } from '../figures/graph/cases.ts';

const plain = (width: number, height: number, colours: readonly (readonly number[])[]) => ({
  width,
  height,
  data: Uint8Array.from({ length: width * height * 4 }, (_, i) =>
    i % 4 === 3 ? 255 : (colours[Math.floor(i / 4) % colours.length]?.[i % 4] as number),
  ),
});
const [red, green, blue] = [
  [255, 0, 0],
  [0, 255, 0],
  [0, 0, 255],
] as const;

describe('a GIF', () => {
  it('has its frames, their times and their colours', async () => {
    const frames = [
      [red, green],
      [red, blue],
      [red, green],
    ].map((colours, i) => ({ raster: plain(4, 2, colours), ms: 100 * (i + 1) }));
    const gif = toGif(frames);
    expect(await sharp(gif, { animated: true }).metadata()).toMatchObject({
      format: 'gif',
      pages: 3,
      delay: [100, 200, 300],
      loop: 0,
    });
    for (const [i, { raster }] of frames.entries()) {
      const pixels = await sharp(gif, { page: i }).ensureAlpha().raw().toBuffer();
      const worst = Math.max(...pixels.map((part, k) => Math.abs(part - (raster.data[k] as number))));
      expect(worst).toBeLessThanOrEqual(8);
    }
  });

  it('keeps no trace of what has moved away', async () => {
    const [white, nearlyWhite, grey, black] = [
      [255, 255, 255],
      [248, 252, 248],
      [247, 247, 247],
      [0, 0, 0],
    ] as const;
    const frames = [
      [white, white, grey, grey, white, black],
      [nearlyWhite, white, grey, grey, white, white],
    ].map((colours) => ({ raster: plain(6, 4, colours), ms: 100 }));
    const last = await sharp(toGif(frames), { page: 1 }).removeAlpha().raw().toBuffer();
    expect([...last.subarray(15, 18)]).toEqual([...last.subarray(12, 15)]);
  });

  it.each([
    ['no frame', []],
    ['frames of two sizes', [plain(4, 2, [red]), plain(2, 4, [red])].map((raster) => ({ raster, ms: 100 }))],
  ])('cannot be made of %s', (_, frames) => {
    expect(() => toGif(frames)).toThrow(RangeError);
  });
});

describe('the backward pass', () => {
  it('is a GIF by its file', () => {
    const picture = withGraph(FORMULAS['article'] as string, backwardAnimation);
    expect(fileOf(picture)).toEqual({ name: 'backward.gif', type: 'image/gif' });
    expect(replySchema.safeParse({ nodes: [picture] }).success).toBe(true);
  });

  it('goes an operation at a time', () => {
    expect(framesOf(FORMULAS['article'] as string).map(({ subtitle }) => subtitle)).toEqual([
      ['Forward pass done: the values are known, the gradients not yet.'],
      ['dL/dL = 1: the backward pass starts at the result.'],
      ['dL/dd = dL/dL × f = 1 × (−2) = −2', 'dL/df = dL/dL × d = 1 × 4 = 4'],
      ['dL/de = dL/dd × 1 = −2 × 1 = −2', 'dL/dc = dL/dd × 1 = −2 × 1 = −2'],
      ['dL/da = dL/de × b = −2 × (−3) = 6', 'dL/db = dL/de × a = −2 × 2 = −4'],
      ['Done: every gradient in one backward pass.'],
    ]);
  });

  it('adds up what comes over two ways', () => {
    const frames = framesOf(FORMULAS['a name used twice'] as string);
    expect(frames.flatMap(({ subtitle }) => subtitle.filter((line) => line.startsWith('dy/db')))).toEqual([
      'dy/db = dy/dv × 1 = 3 × 1 = 3 so far',
      'dy/db = 3 + dy/du × 1 = 3 + 2 × 1 = 5',
    ]);
    const shown = frames.map(({ cards }) => cards.find(({ name }) => name === 'b')?.grad);
    expect(shown).toEqual(['?', '?', '?', '3', '5', '5']);
  });

  it('marks what is at work: the operation, and the cards that get something', () => {
    const marked = framesOf(FORMULAS['article'] as string).map(({ cards, operations }) => [
      operations.flatMap(({ symbol, active }) => (active ? [symbol] : [])).join(''),
      cards.flatMap(({ name, mark }) => (mark === 'active' ? [name] : [])).join(''),
    ]);
    expect(marked).toEqual([
      ['', ''],
      ['', 'L'],
      ['×', 'fd'],
      ['+', 'ce'],
      ['×', 'ab'],
      ['', ''],
    ]);
  });

  it.each(
    Object.entries(FORMULAS).filter(([name]) => name !== 'no value'),
  )('of %s ends with every gradient', (_, formula) => {
    const frames = framesOf(formula);
    const gradients = frames
      .at(-1)
      ?.cards.filter(({ kind }) => kind !== 'constant')
      .map(({ grad }) => grad);
    const still = frames[0]?.cards.filter(({ kind }) => kind !== 'constant').map(({ widest }) => widest);
    expect(gradients).toHaveLength(still?.length as number);
    if (!formula.startsWith('sqrt')) expect(gradients).not.toContain('?');
    expect(new Set(frames.map(({ direction, form, room }) => `${direction} ${form} ${room}`)).size).toBe(1);
  });

  it.each([
    'article',
    'a name used twice by one operation',
    '20 nodes',
    '80 nodes',
    'a chain of 12',
  ])('of %s is a small GIF with all its frames', async (name) => {
    const picture = withGraph(FORMULAS[name] as string, backwardAnimation);
    const gif = await drawLocally(picture, 'dark');
    expect(gif.length).toBeLessThan(1_000_000);
    const { pages, width, delay } = await sharp(gif, { animated: true }).metadata();
    expect(pages).toBe(framesOf(FORMULAS[name] as string).length);
    expect(width).toBe(825);
    expect(delay?.at(-1)).toBe(5000);
  });

  it('has room for the longest caption, here one that is broken because of the margins only', () => {
    const name = 'i'.repeat(55);
    const frames = framesOf(`L=${name}*second_factor ${name}=2 second_factor=3`);
    const lines = frames.map((frame) => headOf(frame).subtitle.length);
    expect(Math.max(...lines)).toBe(3);
    expect(frames.map(({ room }) => room)).toEqual(lines.map(() => 3));
  });

  it('is the same bytes each time', async () => {
    const picture = withGraph(FORMULAS['a name used twice'] as string, backwardAnimation);
    expect(Buffer.compare(await drawLocally(picture, 'light'), await drawLocally(picture, 'light'))).toBe(0);
  });
});
