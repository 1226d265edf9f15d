import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { formulasPicture } from '../../../src/figures/formulas/picture.ts';
import { drawLocally } from '../../../src/pictures/draw.ts';
import { inlineEquations } from '../../../src/pictures/formulas/inline.ts';
import { layoutEquations } from '../../../src/pictures/formulas/layout.ts';
import { typeset } from '../../../src/pictures/formulas/mathjax.ts';
import { formulasSvg } from '../../../src/pictures/formulas/raster.ts';
import { FORMULA_SIZE } from '../../../src/pictures/formulas/size.ts';
import { graphColours } from '../../../src/pictures/theme.ts';
import { type Equation, type FormulasDrawing, THEMES } from '../../../src/reply/document.ts';
import { FORMULAS, withDerivation } from '../../figures/formulas/cases.ts';

const CHAT_WIDTH = 550;
const MOST_HEIGHT = 800;
const LEAST_TEXT = 12;

/** The smallest letters of an SVG of MathJax, over its font size: groups inside one another shrink together. */
function smallest(svg: string): number {
  const scales: number[] = [];
  let least = 1;
  for (const [tag, close] of svg.matchAll(/<(\/?)g\b[^>]*>/g)) {
    if (close) scales.pop();
    else scales.push(Math.abs(Number(/scale\((-?[\d.]+)\)/.exec(tag)?.[1] ?? 1)));
    least = Math.min(
      least,
      scales.reduce((product, scale) => product * scale, 1),
    );
  }
  return least;
}

describe.each(Object.entries(FORMULAS))('the derivation of %s', (_, text) => {
  const picture = withDerivation(text, formulasPicture);
  const drawing = picture.drawing as FormulasDrawing;

  it('keeps its letters at 12 px in a chat, in a picture that is not too high', async () => {
    const { svg, size } = await formulasSvg(drawing, picture, 'dark');
    expect(size.width).toBeLessThanOrEqual(CHAT_WIDTH);
    expect(size.height).toBeLessThanOrEqual(MOST_HEIGHT);
    const sizes = [...svg.matchAll(/font-size="([\d.]+)"/g)].map(([, one]) => Number(one));
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(LEAST_TEXT);
    for (const { left, rows } of drawing.equations)
      for (const part of [left, ...rows.flat()])
        expect(smallest((await typeset(part, 28)).svg) * FORMULA_SIZE, part).toBeGreaterThanOrEqual(LEAST_TEXT);
  });

  it('lays nothing over anything else, and nothing outside', async () => {
    const { placed, width, height } = await layoutEquations(drawing.equations, { width: 526, height: 700 }, typeset);
    const boxes = placed.map(({ set, x, y }) => {
      const scale = FORMULA_SIZE / 1000;
      return { left: x, right: x + set.width * scale, top: y - set.ascent * scale, bottom: y + set.descent * scale };
    });
    for (const [i, one] of boxes.entries()) {
      expect(one.left).toBeGreaterThanOrEqual(-0.01);
      expect(one.right).toBeLessThanOrEqual(Math.max(width, 527));
      expect(one.bottom).toBeLessThanOrEqual(height + 0.01);
      for (const other of boxes.slice(i + 1))
        expect(
          one.right <= other.left || other.right <= one.left || one.bottom <= other.top || other.bottom <= one.top,
        ).toBe(true);
    }
  });

  it.each(THEMES)('is drawn as a small opaque PNG for a %s page', async (theme) => {
    const png = await drawLocally(picture, theme);
    expect(png.length).toBeLessThanOrEqual(120_000);
    expect((await sharp(png).metadata()).hasAlpha).toBe(false);
    const { data } = await sharp(png)
      .extract({ left: 0, top: 0, width: 1, height: 1 })
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect(`#${data.toString('hex')}`).toBe(graphColours(theme).background.toLowerCase());
  });

  it('stands in a page without styles of its own, in parts that fit on a phone', async () => {
    for (const { left, rows } of await inlineEquations(drawing.equations.slice(0, 4))) {
      for (const svg of [left, ...rows.flat()]) {
        expect(svg).toMatch(
          /^<svg viewBox="-?\d+ -?\d+ \d+ \d+" width="[\d.]+em" height="[\d.]+em" focusable="false" aria-hidden="true">/,
        );
        expect(svg).not.toMatch(/style|data-|href|script|"(?:upstream|local)" stroke/);
      }
    }
  });
});

it('draws the same bytes each time', async () => {
  const picture = withDerivation(FORMULAS['article'] as string, formulasPicture);
  expect(Buffer.compare(await drawLocally(picture, 'dark'), await drawLocally(picture, 'dark'))).toBe(0);
});

describe('typesetting', () => {
  it.each(['\\nothing', '\\frac{a}', 'a_b_c', '}'])('refuses %s', async (latex) => {
    await expect(typeset(latex, 20)).rejects.toThrow();
  });

  const sum = (count: number): string =>
    Array.from({ length: count }, (_, i) => `w_{${i}} \\cdot x_{${i}}`).join(' + ');

  it.each([
    ['a sum', `= ${sum(30)}`],
    ['a sum in brackets', `= \\tanh(${sum(30)})`],
    ['a sum in a colour', `= \\upstream{${sum(30)}}`],
    ['a sum in high brackets', `= \\left(\\frac{a}{b} + ${sum(30)}\\right)`],
    ['a result that has no room for its box', `= \\result{${sum(30)}}`],
  ])('breaks %s instead of shrinking it', async (_, latex) => {
    const { width, ascent, descent, svg } = await typeset(latex, 28);
    expect(width).toBeLessThanOrEqual(28_100);
    expect(ascent + descent).toBeGreaterThan(4000);
    expect(smallest(svg)).toBeGreaterThanOrEqual(0.7);
  });

  it('keeps powers of powers readable', async () => {
    const { svg } = await typeset('x^{2^{3^{y}}}', 28);
    expect(smallest(svg)).toBeCloseTo(0.7, 2);
  });

  it('leaves the box where there is room', async () => {
    expect((await typeset('= \\result{6}', 28)).svg).toContain('<rect');
  });
});

describe('the layout', () => {
  const room = { width: 526, height: 700 };
  const equation = (...rows: string[][]): Equation => ({ left: 'L', rows, text: 'L' });

  it('aligns the equations at their signs', async () => {
    const equations = [equation(['= a']), { ...equation(['= b']), left: '\\frac{\\partial L}{\\partial a}' }];
    const { placed } = await layoutEquations(equations, room, typeset);
    const [left, right, otherLeft, otherRight] = placed.map(({ x }) => x) as [number, number, number, number];
    expect(right).toBe(otherRight);
    expect(left).toBeGreaterThan(otherLeft);
  });

  it('goes on below where a line is full', async () => {
    const { placed } = await layoutEquations(
      [equation(Array.from({ length: 12 }, () => '= a \\cdot b + c'))],
      room,
      typeset,
    );
    expect(new Set(placed.map(({ y }) => y)).size).toBeGreaterThan(1);
  });

  it('puts nothing behind what has several lines', async () => {
    const long = equation([`= ${Array.from({ length: 20 }, (_, i) => `x_{${i}}`).join(' + ')}`, '= 3']);
    const { placed } = await layoutEquations([long], room, typeset);
    expect(placed.map(({ set }) => set.broken)).toEqual([false, true, false]);
    const [, broken, value] = placed as [unknown, (typeof placed)[number], (typeof placed)[number]];
    expect(value.y).toBeGreaterThan(broken.y + (broken.set.descent * FORMULA_SIZE) / 1000);
    expect((await inlineEquations([long]))[0]?.rows.map((row) => row.length)).toEqual([1, 1]);
  });

  it('leaves equations out that have no room, and says so', async () => {
    const equations = Array.from({ length: 40 }, () => equation(['= \\frac{a}{b}']));
    const { shown, height } = await layoutEquations(equations, room, typeset);
    expect(shown).toBeGreaterThan(5);
    expect(shown).toBeLessThan(40);
    expect(height).toBeLessThanOrEqual(room.height);
    const drawing: FormulasDrawing = { type: 'formulas', title: 'T', subtitle: ['S'], equations, rest: 'And more.' };
    expect((await formulasSvg(drawing, { width: 550, height: 760 }, 'dark')).svg).toContain('And more.');
    expect(
      (await formulasSvg({ ...drawing, equations: equations.slice(0, 3) }, { width: 550, height: 760 }, 'dark')).svg,
    ).not.toContain('And more.');
  });
});
