import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { format, namesIn } from '../../../src/expression/index.ts';
import { type Collision, collisionsOf } from '../../../src/pictures/graph/collisions.ts';
import { headOf, roomBelow } from '../../../src/pictures/graph/head.ts';
import { layoutGraph } from '../../../src/pictures/graph/layout.ts';
import type { Layout } from '../../../src/pictures/graph/places.ts';
import type { GraphDrawing } from '../../../src/reply/document.ts';
import { expression } from '../../expression/arbitrary.ts';
import { FORMULAS, pictureOf } from '../../figures/graph/cases.ts';

async function collisionsIn(text: string): Promise<Collision[]> {
  const picture = pictureOf(text);
  const drawing = picture.drawing as GraphDrawing;
  return collisionsOf(drawing, await layoutGraph(drawing, roomBelow(headOf(drawing), picture)));
}

describe('no arrow runs through a card, an operation or the head of another arrow', () => {
  it.each([
    ...Object.values(FORMULAS),
    '-(y*log(p)+(1-y)*log(1-p))',
    'x*x',
    'max(max(b,b)-a,b)/b',
    '(c^b)^relu(c)',
    '(a+b)*(a-b)*(a*b)/(a/b)',
    '(a*b+c)*(a*c+b)*(b*c+a)',
  ])('in %s', async (text) => {
    expect(await collisionsIn(text)).toEqual([]);
  });

  it('in any formula', async () => {
    const formula = expression.filter((any) => namesIn(any).size > 0).map((any) => format(any));
    await fc.assert(
      fc.asyncProperty(formula, async (text) => {
        expect(await collisionsIn(text)).toEqual([]);
      }),
      { numRuns: 200, seed: 1 },
    );
  });
});

describe('what is a collision', () => {
  const card = (id: number) => ({ id, kind: 'value' as const, name: 'a', value: '1', grad: '1' });
  const drawing: GraphDrawing = {
    type: 'graph',
    title: '',
    subtitle: [],
    direction: 'down',
    form: 'columns',
    cards: [card(0), card(1), card(2)],
    operations: [
      { symbol: 'tanh', operands: [0], result: 1 },
      { symbol: 'tanh', operands: [0], result: 2 },
    ],
  };
  const line = (...places: [number, number][]) => {
    const [from, to] = places.map(([x, y]) => ({ x, y })) as [{ x: number; y: number }, { x: number; y: number }];
    return [from, from, to, to];
  };
  const layout = (first: ReturnType<typeof line>, second: ReturnType<typeof line>): Layout => ({
    form: 'columns',
    width: 400,
    height: 400,
    cards: [
      { x: 100, y: 30 },
      { x: 100, y: 300 },
      { x: 300, y: 300 },
    ],
    operations: [
      { x: 100, y: 200 },
      { x: 300, y: 200 },
    ],
    arrows: [
      { operands: [first], result: line([100, 213], [100, 270]) },
      { operands: [second], result: line([300, 213], [300, 270]) },
    ],
  });

  it.each([
    ['none', line([100, 60], [100, 187]), line([100, 60], [300, 187]), []],
    ['through a card', line([100, 60], [100, 187]), line([100, 350], [300, 187]), ['1.0 c1']],
    ['through an operation', line([100, 60], [100, 187]), line([60, 199], [290, 201]), ['1.0 o0']],
    ['through a head', line([100, 60], [100, 187]), line([80, 182], [120, 182]), ['1.0 0.0']],
    ['two heads at one place', line([90, 60], [100, 187]), line([110, 60], [101, 187]), ['0.0 1.0', '1.0 0.0']],
  ])('%s', (_, first, second, expected) => {
    const found = collisionsOf(drawing, layout(first, second)).map((one) => `${one.arrow} ${one.with}`);
    for (const one of expected) expect(found).toContain(one);
    if (expected.length === 0) expect(found).toEqual([]);
  });
});
