import { describe, expect, it } from 'vitest';
import { type Counted, misconceptionPicture } from '../../src/figures/misconceptions.ts';
import { drawLocally } from '../../src/pictures/draw.ts';
import { COLOURS, inTheme, PALETTES } from '../../src/pictures/theme.ts';
import { type Picture, replySchema, THEMES } from '../../src/reply/document.ts';

const counted: readonly Counted[] = [
  { label: 'upstream dropped', count: 9 },
  { label: '= instead of +=', count: 4 },
  { label: 'a name of many more words than two lines of a label can take in this picture', count: 1 },
  { label: 'one-endless-word-'.repeat(4), count: 1 },
];
const TITLE = 'Upstream dropped: 9 of 15 answers';
const chartOf = ({ drawing }: Picture): Record<string, unknown> => (drawing.type === 'chart' ? drawing.chart : {});
const picture = misconceptionPicture(counted, TITLE, 'Answers that show a misconception');

/** All values under a key, anywhere in a configuration. */
function collect(tree: unknown, key: string): unknown[] {
  if (typeof tree !== 'object' || tree === null) return [];
  return Object.entries(tree).flatMap(([name, value]) => [...(name === key ? [value] : []), ...collect(value, key)]);
}

const luminance = (hex: string): number => {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((i) => {
    const part = Number.parseInt(hex.slice(i, i + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};

describe('the misconceptions of a group', () => {
  it('is a picture node of plain JSON', () => {
    expect(replySchema.safeParse({ nodes: [picture] }).success).toBe(true);
    expect(JSON.parse(JSON.stringify(picture))).toEqual(picture);
  });

  it('names each bar with its number, in two lines at most', () => {
    expect(collect(chartOf(picture), 'labels')[0]).toMatchInlineSnapshot(`
      [
        [
          "upstream dropped (9)",
        ],
        [
          "= instead of += (4)",
        ],
        [
          "a name of many more words than",
          "two lines of a label can take in… (1)",
        ],
        [
          "one-endless-word-one-endless-…",
          "(1)",
        ],
      ]
    `);
  });

  it('says in its alt text what is to be seen', () => {
    expect(misconceptionPicture(counted.slice(0, 2), TITLE, '').alt).toBe(
      'Upstream dropped: 9 of 15 answers. Bar chart of answers by misconception: upstream dropped 9, = instead of += 4.',
    );
    const many = Array.from({ length: 60 }, (_, i) => ({ label: 'w'.repeat(60), count: 60 - i }));
    expect(misconceptionPicture(many, TITLE, '').alt).toMatch(/, and 54 rarer ones\.$/);
    expect(misconceptionPicture(many, TITLE, '').alt.length).toBeLessThanOrEqual(1000);
  });

  it('has its title at the top, and whole numbers on its axis', () => {
    expect(chartOf(picture)).toMatchObject({
      type: 'bar',
      options: {
        indexAxis: 'y',
        plugins: { title: { text: [TITLE] }, legend: { display: false } },
        scales: { x: { min: 0, max: 10, ticks: { stepSize: 2 } } },
      },
    });
    expect(chartOf(misconceptionPicture([{ label: 'a', count: 1 }], TITLE, ''))).toMatchObject({
      options: { scales: { x: { min: 0, max: 1, ticks: { stepSize: 1 } } } },
    });
  });

  it('keeps text at 12 px when scaled to 550 px', () => {
    const sizes = collect(chartOf(picture), 'size') as number[];
    expect(sizes.length).toBeGreaterThan(3);
    for (const size of sizes) expect((size * 550) / picture.width).toBeGreaterThanOrEqual(12);
  });

  it.each(THEMES)('has bars and texts that stand out in the %s theme', (theme) => {
    const chart = inTheme(chartOf(picture), theme);
    const { background, grid } = PALETTES[theme];
    const used = [...collect(chart, 'color'), ...collect(chart, 'backgroundColor')].filter(
      (one) => one !== grid,
    ) as string[];
    expect(used.length).toBeGreaterThan(4);
    for (const colour of used) {
      const [light = 0, dark = 0] = [luminance(colour), luminance(background)].sort((a, b) => b - a);
      expect((light + 0.05) / (dark + 0.05)).toBeGreaterThanOrEqual(4.5);
    }
    expect(JSON.stringify(chart).includes(COLOURS.background) && theme === 'light').toBe(false);
  });

  it('can be drawn, each name as a name', async () => {
    const png = await drawLocally(picture, 'dark');
    const others = await drawLocally(
      misconceptionPicture(
        counted.map((one) => ({ ...one, label: 'x' })),
        TITLE,
        'Answers that show a misconception',
      ),
      'dark',
    );
    expect(Buffer.from(png).subarray(1, 4).toString()).toBe('PNG');
    expect(Buffer.from(png).equals(Buffer.from(others))).toBe(false);
  });
});
