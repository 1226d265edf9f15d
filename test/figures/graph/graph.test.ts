import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { drawLocally } from '../../../src/pictures/draw.ts';
import { layoutGraph } from '../../../src/pictures/graph/layout.ts';
import { graphSvg } from '../../../src/pictures/graph/raster.ts';
import { cardSize, operationSize } from '../../../src/pictures/graph/size.ts';
import { graphColours } from '../../../src/pictures/theme.ts';
import { type GraphDrawing, type Picture, replySchema, THEMES } from '../../../src/reply/document.ts';
import { drawingOf, FORMULAS, framesOf, pictureOf } from './cases.ts';

const CHAT_WIDTH = 550;
const LEAST_TEXT = 12;

/** Boxes of everything that stands in a graph, from its layout. */
async function boxesOf(drawing: GraphDrawing, { width, height }: Picture) {
  const { form, cards, operations } = await layoutGraph(drawing, { width: width - 24, height: height - 90 });
  const box = ({ x, y }: { x: number; y: number }, size: { width: number; height: number }) => ({
    left: x - size.width / 2,
    top: y - size.height / 2,
    right: x + size.width / 2,
    bottom: y + size.height / 2,
  });
  return [
    ...drawing.cards.map((card, i) => box(cards[i] as { x: number; y: number }, cardSize(card, form))),
    ...drawing.operations.flatMap(({ symbol }, i) => {
      const at = operations[i];
      return at === undefined || symbol === undefined ? [] : [box(at, operationSize(symbol))];
    }),
  ];
}

/** The height of the smallest text when a chat shows the picture, in pixels. */
async function smallestText(picture: Picture): Promise<number> {
  const { svg, size } = await graphSvg(picture.drawing as GraphDrawing, picture, 'dark');
  const sizes = [...svg.matchAll(/font-size="([\d.]+)"/g)].map(([, text]) => Number(text));
  return Math.min(...sizes) * Math.min(1, CHAT_WIDTH / size.width);
}

describe.each(Object.entries(FORMULAS))('the graph of %s', (_, formula) => {
  const picture = pictureOf(formula);
  const drawing = picture.drawing as GraphDrawing;

  it('is a picture node of plain JSON without a number that is none', () => {
    expect(replySchema.safeParse({ nodes: [picture] }).success).toBe(true);
    expect(JSON.parse(JSON.stringify(picture))).toEqual(picture);
    expect(JSON.stringify(picture)).not.toMatch(/NaN|Infinity|undefined|too large/);
    expect(picture.alt.length).toBeLessThanOrEqual(1000);
  });

  it('keeps text at 12 px in a chat, in a picture that is not too high', async () => {
    expect(await smallestText(picture)).toBeGreaterThanOrEqual(LEAST_TEXT);
    expect((await graphSvg(drawing, picture, 'dark')).size.height).toBeLessThanOrEqual(picture.height);
  });

  it('lays nothing over anything else', async () => {
    const boxes = await boxesOf(drawing, picture);
    const meeting = boxes.flatMap((one, i) =>
      boxes
        .slice(i + 1)
        .filter(
          (other) =>
            one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom,
        ),
    );
    expect(meeting).toEqual([]);
  });

  it('has an operation between cards that are there, and says when it hides some', () => {
    const ids = drawing.cards.map(({ id }) => id);
    for (const { operands, result } of drawing.operations)
      expect(ids).toEqual(expect.arrayContaining([...operands, result]));
    const groups = drawing.cards.some(({ kind }) => kind === 'group');
    expect(drawing.subtitle.join(' ').includes('Dashed cards stand for')).toBe(groups);
    expect(picture.alt.includes('Dashed cards stand for')).toBe(groups);
  });

  it.each(THEMES)('is drawn as a small opaque PNG, always alike, for a %s page', async (theme) => {
    const png = await drawLocally(picture, theme);
    expect(png.length).toBeLessThan(300_000);
    const { width, height, hasAlpha } = await sharp(png).metadata();
    const { size } = await graphSvg(drawing, picture, theme);
    const zoom = Math.min(2, 1600 / Math.max(size.width, size.height));
    expect({ width, hasAlpha }).toEqual({ width: Math.ceil(size.width * zoom), hasAlpha: false });
    expect(height).toBeLessThanOrEqual(1600);
    expect(Buffer.compare(png, await drawLocally(picture, theme))).toBe(0);
    const { data } = await sharp(png)
      .extract({ left: 0, top: 0, width: 1, height: 1 })
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect(`#${data.toString('hex')}`).toBe(graphColours(theme).background.toLowerCase());
  });
});

describe('what a card says', () => {
  const cardOf = (formula: string, name: string) => drawingOf(formula).cards.find((card) => card.name === name);

  it.each([
    [FORMULAS['article'], 'a', { kind: 'value', value: '2', grad: '6' }],
    [FORMULAS['article'], 'e', { kind: 'value', value: '−6', grad: '−2' }],
    [FORMULAS['article'], 'L', { kind: 'value', value: '−8', grad: '1' }],
    [FORMULAS['a name used twice'], 'b', { kind: 'value', value: '1', grad: '5' }],
    [FORMULAS['a name used twice'], '1', { kind: 'constant' }],
    [FORMULAS['small values'], 'a', { value: '1.23e-7' }],
    [FORMULAS['one node'], 'L = a', { value: '2', grad: '1' }],
    [FORMULAS['no value'], 'd', { value: '✘', grad: '–', mark: 'error' }],
    [FORMULAS['no value'], 'L', { value: '?', grad: '–' }],
    [FORMULAS['no slope'], 'x', { value: '0', grad: '?' }],
  ])('%s: %s', (formula, name, card) => {
    expect(cardOf(formula as string, name)).toMatchObject(card);
  });

  it('shows a name used twice once, with an arrow for each use', () => {
    const { cards, operations } = drawingOf(FORMULAS['a name used twice'] as string);
    const [b] = cards.filter(({ name }) => name === 'b');
    expect(operations.filter(({ operands }) => operands.includes(b?.id as number))).toHaveLength(2);
    expect(drawingOf('x*x x=3').operations[0]?.operands).toEqual([0, 0]);
  });

  it('cuts a name in its middle only where the graph does not fit otherwise', () => {
    const names = (formula: string): string[] => drawingOf(formula).cards.map(({ name }) => name);
    expect(names(FORMULAS['long names'] as string)).toContain('learning_rate_factor');
    expect(names(FORMULAS['very long names'] as string).join(' ')).not.toContain('indeed*');
    expect(pictureOf(FORMULAS['very long names'] as string).alt).toContain('the_first_of_two_very_long_names_indeed=');
  });
});

describe('the shape of a graph', () => {
  it.each([
    ['article', 'right', 'columns', 0],
    ['one node', 'right', 'columns', 0],
    ['a neuron', 'down', 'rows', 0],
    ['small values', 'down', 'columns', 0],
    ['a sum of eight', 'down', 'line', 0],
    ['a chain of 12', 'down', 'line', 1],
    ['20 nodes', 'down', 'rows', 4],
    ['80 nodes', 'down', 'columns', 3],
  ])('%s goes %s, in %s, with %i sub-expressions on one card', (name, direction, form, groups) => {
    const drawing = drawingOf(FORMULAS[name] as string);
    expect(drawing).toMatchObject({ direction, form });
    expect(drawing.cards.filter(({ kind }) => kind === 'group')).toHaveLength(groups);
  });

  it('shows no more than can be taken in at a look, however large the formula', () => {
    const letters = 'abcdfghkmnpqrstuvwxyz';
    const large = Array.from({ length: 480 }, (_, i) => letters[i % letters.length]).join('*');
    for (const formula of [large, large.replaceAll('*', '+'), `${'sin('.repeat(90)}x${')'.repeat(90)}`]) {
      const { cards, operations } = drawingOf(formula);
      expect(cards.length + operations.length).toBeLessThanOrEqual(40);
      expect(operations.length).toBeGreaterThan(2);
    }
  });
});

describe('the alt text', () => {
  it('says how the values come about', () => {
    expect(pictureOf(FORMULAS['article'] as string).alt).toBe(
      'Computation graph of L with the gradient of L by each value. a=2 (grad 6) times b=-3 (grad -4) is e=-6 (grad -2). ' +
        'e plus c=10 (grad -2) is d=4 (grad -2). d times f=-2 (grad 4) is L=-8 (grad 1).',
    );
  });

  it('says where it stops', () => {
    expect(pictureOf(FORMULAS['no value'] as string).alt).toBe(
      'Computation graph of L as far as it can be computed; it stops at d. a=-1 times b=2 is e=-2. log of e is d (no value). ' +
        'd plus c=3 is L (no value).',
    );
  });
});

describe('colours', () => {
  const luminance = (hex: string): number => {
    const [r, g, b] = [1, 3, 5].map((i) => {
      const part = Number.parseInt(hex.slice(i, i + 2), 16) / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    }) as [number, number, number];
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a: string, b: string): number => {
    const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
    return (light + 0.05) / (dark + 0.05);
  };

  it.each(THEMES)('have contrast 4.5 with what they stand on, on a %s page', (theme) => {
    const { background, card, operation, line, title, text, value, grad, error } = graphColours(theme);
    const pairs = [
      ...[title, text, value, grad, error].map((colour) => [colour, card] as const),
      ...[title, text, line, grad].map((colour) => [colour, background] as const),
      [title, operation] as const,
    ];
    for (const [colour, surface] of pairs)
      expect(contrast(colour, surface), `${colour} on ${surface}`).toBeGreaterThanOrEqual(4.5);
  });
});

const leaf = fc.constantFrom('a', 'b', 'c', 'x', 'weight_of_the_first', '2', '0.001');
const { formula: anyFormula } = fc.letrec<{ formula: string }>((tie) => ({
  formula: fc.oneof(
    { depthSize: 'medium', withCrossShrink: true },
    leaf,
    fc
      .tuple(tie('formula'), fc.constantFrom('+', '-', '*', '/', '^'), tie('formula'))
      .map(([a, sign, b]) => `(${a}${sign}${b})`),
    fc.tuple(fc.constantFrom('tanh', 'log', 'exp', 'relu', '-'), tie('formula')).map(([fn, a]) => `${fn}(${a})`),
  ),
}));

describe('any formula', () => {
  it('has a picture within the limits, still and moving', () => {
    fc.assert(
      fc.property(anyFormula, (text) => {
        const picture = pictureOf(`(${text})*z`);
        const { cards, operations } = picture.drawing as GraphDrawing;
        expect(replySchema.safeParse({ nodes: [picture] }).success).toBe(true);
        expect(cards.length + operations.length).toBeLessThanOrEqual(40);
        expect(JSON.stringify(picture)).not.toMatch(/NaN|Infinity|too large/);
        expect(framesOf(`(${text})*z`).length).toBeLessThanOrEqual(24);
      }),
      { numRuns: 150, seed: 1 },
    );
  });

  it('is drawn so that it can be read in a chat', async () => {
    await fc.assert(
      fc.asyncProperty(anyFormula, async (text) => {
        const picture = pictureOf(`(${text})*z`);
        expect(await smallestText(picture)).toBeGreaterThanOrEqual(LEAST_TEXT);
        expect((await drawLocally(picture, 'light')).length).toBeLessThan(300_000);
      }),
      { numRuns: 24, seed: 2 },
    );
  });
});
