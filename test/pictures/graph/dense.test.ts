import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { collisionsOf } from '../../../src/pictures/graph/collisions.ts';
import { headOf, roomBelow } from '../../../src/pictures/graph/head.ts';
import { layoutGraph } from '../../../src/pictures/graph/layout.ts';
import { graphSvg } from '../../../src/pictures/graph/raster.ts';
import type { GraphDrawing, Picture } from '../../../src/reply/document.ts';
import { framesOf, pictureOf } from '../../figures/graph/cases.ts';

const CHAT_WIDTH = 550;
const LEAST_TEXT = 12;

const place = fc.nat({ max: 1000 });
const step = fc.record({
  sign: fc.constantFrom('+', '-', '*', 'tanh', 'tanh_by_exp'),
  operands: fc.tuple(place, place),
  long: fc.boolean(),
});
const value = fc.constantFrom('2', '-3', '0.001', '-1.2346e-11', '4.56e+9');

/** Statements that use each other's results over and over: many arrows pass others. */
const denseFormula = fc
  .record({
    inputs: fc.array(value, { minLength: 1, maxLength: 7 }),
    steps: fc.array(step, { minLength: 4, maxLength: 16, size: 'max' }),
    recent: fc.boolean(),
  })
  .map(({ inputs, steps, recent }) => {
    const names = inputs.map((_, i) => `x${i}`);
    const open = new Set(names);
    const take = (at: number): string => {
      const near = recent && at % 2 === 0 ? names.slice(-4) : names;
      const name = near[at % near.length] as string;
      open.delete(name);
      return name;
    };
    const statements = steps.map(({ sign, operands: [a, b], long }, i) => {
      const work = sign.startsWith('tanh') ? `${sign}(${take(a)})` : `${take(a)}${sign}${take(b)}`;
      const name = long ? `a_sub_expression_${i}` : `v${i}`;
      names.push(name);
      open.add(name);
      return `${name}=${work}`;
    });
    const values = inputs.map((one, i) => `x${i}=${one}`);
    return [`L=${[...open].join('+')}`, ...statements, ...values].join('; ');
  });

async function check(picture: Picture, drawing: GraphDrawing): Promise<void> {
  const { svg, size } = await graphSvg(drawing, picture, 'dark');
  const sizes = [...svg.matchAll(/font-size="([\d.]+)"/g)].map(([, text]) => Number(text));
  expect(Math.min(...sizes) * Math.min(1, CHAT_WIDTH / size.width)).toBeGreaterThanOrEqual(LEAST_TEXT);
  expect(size.width).toBeLessThanOrEqual(picture.width);
  expect(size.height).toBeLessThanOrEqual(picture.height);
}

describe('a graph in which much is used again', () => {
  it('keeps its texts at 12 px in a chat, in a picture that is not too high, and its arrows clear of each other', async () => {
    await fc.assert(
      fc.asyncProperty(denseFormula, async (text) => {
        const picture = pictureOf(text);
        const drawing = picture.drawing as GraphDrawing;
        await check(picture, drawing);
        expect(collisionsOf(drawing, await layoutGraph(drawing, roomBelow(headOf(drawing), picture)))).toEqual([]);
      }),
      { numRuns: 150, seed: 1 },
    );
  });

  it('does so while it moves', async () => {
    await fc.assert(
      fc.asyncProperty(denseFormula, async (text) => {
        const [first] = framesOf(text) as [GraphDrawing];
        await check(pictureOf(text), first);
      }),
      { numRuns: 100, seed: 2 },
    );
  });
});
