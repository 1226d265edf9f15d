import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { Chart } from 'chart.js';
import sharp from 'sharp';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { shadeOf } from '../../src/pictures/chart/field-plugin.ts';
import { toRgb } from '../../src/pictures/colours.ts';
import { drawLocally } from '../../src/pictures/draw.ts';
import { cellColour, columnNames } from '../../src/pictures/matrix.ts';
import { PALETTES } from '../../src/pictures/theme.ts';
import { type Picture, THEMES } from '../../src/reply/document.ts';
import { CHILD } from '../../src/workers/children.ts';
import { answer } from '../commands/run.ts';

/** What a chat makes of a picture. */
const CHAT_WIDTH = 550;

const LINES = [
  '/train --no-zero-grad --detail full',
  '/train --data moons --steps 30 --no-zero-grad',
  '/train --data circles --steps 3',
  '/train --data line --steps 20',
  '/train --data xor --animate --no-zero-grad',
  '/train --animate --steps 12',
  '/train --data iris --steps 40 --detail full',
  '/train --lr 0.01..3 --no-zero-grad',
  '/train --data moons --optimizer sgd,momentum,adam',
  '/train --data moons --layers 6,6,6,6,1 --activation sigmoid --probe',
  '/train --log "6.3 5.9 5.9 nan"',
  '/train --data iris --inputs 3,4 --steps 12 --animate',
];
const pictures = LINES.flatMap((line) =>
  answer(line).nodes.flatMap((node): [string, Picture][] =>
    node.kind === 'picture' ? [[`${node.name}, ${line}`, node]] : [],
  ),
);

afterEach(() => expect(Object.keys(Chart.instances)).toEqual([]));

/** All values under a key, anywhere in a drawing. */
function collect(tree: unknown, key: string): unknown[] {
  if (typeof tree !== 'object' || tree === null) return [];
  return Object.entries(tree).flatMap(([name, value]) => [...(name === key ? [value] : []), ...collect(value, key)]);
}

describe.each(pictures)('%s', (_, picture) => {
  it('has text of 12 px and more in a chat', () => {
    const sizes = collect(picture.drawing, 'size') as number[];
    // What is no chart has its sizes from the drawing, in the pixels of a chat.
    if (picture.drawing.type === 'matrix') expect(picture.width).toBe(CHAT_WIDTH);
    else expect(sizes.length).toBeGreaterThan(3);
    for (const size of sizes) expect((size * CHAT_WIDTH) / picture.width).toBeGreaterThanOrEqual(12);
  });

  it('says nothing that is not a number, in a document of modest size', () => {
    const whole = JSON.stringify(picture);
    // The bars of a sweep are one line with gaps, which Chart.js writes as null.
    const text = picture.name === 'sweep' ? whole.replaceAll('"y":null', '') : whole;
    expect(text).not.toMatch(/NaN|Infinity|null|undefined/);
    const frames = picture.drawing.type === 'animation' ? picture.drawing.frames.length : 1;
    expect(text.length / frames).toBeLessThan(20_000);
  });

  it.each(THEMES)('is small enough in the %s theme', async (theme) => {
    const bytes = await drawLocally(picture, theme);
    const moving = picture.drawing.type === 'animation';
    expect(bytes.length).toBeLessThan(moving ? 1_000_000 : 300_000);
    const { format, pages } = await sharp(bytes, { pages: -1 }).metadata();
    expect(format).toBe(moving ? 'gif' : 'png');
    if (picture.drawing.type === 'animation') expect(pages).toBe(picture.drawing.frames.length);
  });
});

function luminance(rgb: readonly number[]): number {
  const [r, g, b] = rgb.map((channel) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: readonly number[], other: readonly number[]): number {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

describe.each(THEMES)('colours of the %s theme', (theme) => {
  const { grid: _, background, ...readable } = PALETTES[theme];
  it.each(Object.entries(readable))('%s can be read on the background', (name, colour) => {
    // WCAG 2.2, 1.4.11: 3 for what is no text.
    const least = name.startsWith('class') ? 3 : 4.5;
    expect(contrast(toRgb(colour), toRgb(background))).toBeGreaterThanOrEqual(least);
  });

  it('of columns of a matrix are whole where they fit in lines', () => {
    const names = ['Gewitter mit Hagel', 'leicht bewölkt', 'Schnee'];
    expect(columnNames(names, 45)).toMatchObject({
      size: 10,
      lines: [['Gewitter', 'mit', 'Hagel'], ['leicht', 'bewölkt'], ['Schnee']],
    });
    expect(columnNames(['setosa', 'virginica'], 100)).toMatchObject({ size: 13, lines: [['setosa'], ['virginica']] });
    const { lines } = columnNames(['Außentemperaturmessgerätehersteller', 'a'], 45);
    expect(lines[0]).toHaveLength(3);
    expect(lines[0]?.at(-1)).toMatch(/…$/);
  });

  it('let numbers stand out from the cells of a matrix', () => {
    const { title, blue, orange } = readable;
    for (const colour of [blue, orange])
      for (const part of [0, 0.5, 1])
        expect(contrast(toRgb(title), cellColour(toRgb(background), toRgb(colour), part))).toBeGreaterThanOrEqual(4.5);
  });

  it('let line, rings and points stand out from the shades', () => {
    const { title, blue, orange, green, pink } = readable;
    const paper = toRgb(background);
    const ends = [
      [blue, orange],
      [green, pink],
    ] as const;
    for (const shade of ends.flatMap(([low, high]) =>
      [1, 255].map((value) => shadeOf(value, paper, toRgb(low), toRgb(high))),
    )) {
      expect(contrast(toRgb(title), shade)).toBeGreaterThanOrEqual(4.5);
      // WCAG 2.2, 1.4.11: 3 for what is no text. Their outline has the colour of the background besides.
      for (const colour of [blue, orange, green, pink])
        expect(contrast(toRgb(colour), shade)).toBeGreaterThanOrEqual(3);
    }
  });
});

/** Runs a program of test/support/pictures on some pictures, and gives what it prints. */
function run(
  program: string,
  given: readonly Picture[],
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  flags: readonly string[],
) {
  const file = fileURLToPath(new URL(`../support/pictures/${program}`, import.meta.url));
  return execFileSync(process.execPath, [...flags, file, ...args], {
    input: JSON.stringify(given),
    env,
    encoding: 'utf8',
  });
}

const one = (name: string): Picture => pictures.find(([title]) => title.startsWith(name))?.[1] as Picture;
const graphs = ['(a*b+c)*f', 'a*b a=2 b=3 --animate'].flatMap((line) =>
  answer(`/grad ${line}`).nodes.filter((node) => node.kind === 'picture'),
);
const charts = ['loss', 'tracked', 'boundary', 'fit', 'learning', 'regions'].map(one);
const ofEachKind = [...charts, ...graphs, one('confusion')];

describe('on a machine without fonts', () => {
  const hidden = { DISABLE_SYSTEM_FONTS_LOAD: '1' };
  const drawn = (given: readonly Picture[], ...args: string[]) =>
    JSON.parse(run('fonts-hidden.ts', given, args, hidden, [])) as { families: string[]; hashes: string[] };
  let right: ReturnType<typeof drawn>;
  beforeAll(() => {
    right = drawn(ofEachKind);
  });

  it('gives the same bytes as here', async () => {
    const { families, hashes } = right;
    for (const family of families) expect(family).toMatch(/^(Bundled )?(Inter|DejaVu)( Sans)?$/);
    const here = [];
    for (const picture of ofEachKind) {
      for (const theme of ['dark', 'light'] as const) {
        here.push(
          createHash('sha256')
            .update(await drawLocally(picture, theme))
            .digest('hex'),
        );
      }
    }
    expect(hashes).toEqual(here);
  });

  it('would have no text without its own fonts', () => {
    const { families, hashes } = drawn(charts, 'unregistered');
    expect(families).toEqual([]);
    expect(hashes).toHaveLength(2 * charts.length);
    for (const hash of right.hashes) expect(hashes).not.toContain(hash);
  });
});

describe('the memory of a process that draws', () => {
  const moves = ({ drawing }: Picture): boolean => drawing.type === 'animation';
  const growth = (given: readonly Picture[], warmUp: number, renders: number): number =>
    Number(run('memory.ts', given, [String(warmUp), String(renders)], CHILD.env, CHILD.execArgv));

  it('does not grow with its pictures', () => {
    const stills = ofEachKind.filter((picture) => !moves(picture));
    expect(growth(stills, 30, 60)).toBeLessThan(60 * 200_000);
  });

  it('does not grow with its animations', () => {
    expect(growth(ofEachKind.filter(moves), 16, 16)).toBeLessThan(16 * 660_000);
  });
});
