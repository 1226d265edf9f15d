import { describe, expect, it } from 'vitest';
import { type Rgb, toRgb } from '../../src/pictures/colours.ts';
import { PALETTES } from '../../src/pictures/theme.ts';
import { THEMES } from '../../src/reply/document.ts';

type Triple = readonly [number, number, number];

/** How linear red, green and blue are seen without one kind of cones: Machado, Oliveira and Fernandes, 2009. */
const SIGHTS: Readonly<Record<string, readonly [Triple, Triple, Triple]>> = {
  'all cones': [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

const dot = (row: Triple, [r, g, b]: Triple): number => row[0] * r + row[1] * g + row[2] * b;

const linear = (rgb: Rgb): Triple =>
  rgb.map((channel) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as unknown as Triple;

/** CIELAB of linear sRGB, white D65. */
function lab(rgb: Triple): Triple {
  const root = (t: number): number => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116);
  const x = root(dot([0.4124, 0.3576, 0.1805], rgb) / 0.9505);
  const y = root(dot([0.2126, 0.7152, 0.0722], rgb));
  const z = root(dot([0.0193, 0.1192, 0.9505], rgb) / 1.089);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

const seen = (hex: string, sight: readonly [Triple, Triple, Triple]): Triple =>
  lab(sight.map((row) => Math.min(1, Math.max(0, dot(row, linear(toRgb(hex)))))) as unknown as Triple);

describe.each(THEMES)('colours of classes in the %s theme', (theme) => {
  const colours = Object.entries(PALETTES[theme]).flatMap(([name, hex]) => (name.startsWith('class') ? [hex] : []));
  const pairs = colours.flatMap((one, i) => colours.slice(0, i).map((other) => [one, other] as const));

  it.each(Object.entries(SIGHTS))('stay apart, and differ in lightness: %s', (_, sight) => {
    expect(pairs).toHaveLength(28);
    for (const [one, other] of pairs) {
      const [a, b] = [seen(one, sight), seen(other, sight)];
      expect(Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]), `${one} ${other}`).toBeGreaterThan(12);
      expect(Math.abs(a[0] - b[0]), `${one} ${other}`).toBeGreaterThan(1.2);
    }
  });
});
