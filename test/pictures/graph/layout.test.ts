import { expect, it } from 'vitest';
import { headOf, roomBelow } from '../../../src/pictures/graph/head.ts';
import { layoutGraph } from '../../../src/pictures/graph/layout.ts';
import type { Layout } from '../../../src/pictures/graph/places.ts';
import type { GraphDrawing } from '../../../src/reply/document.ts';
import { pictureOf } from '../../figures/graph/cases.ts';

function layoutOf(text: string, change: Partial<GraphDrawing> = {}): Promise<Layout> {
  const picture = pictureOf(text);
  const drawing = { ...(picture.drawing as GraphDrawing), ...change };
  return layoutGraph(drawing, roomBelow(headOf(drawing), picture));
}

it('a graph is laid out once for all texts of the same widths', async () => {
  const layout = await layoutOf('a*b+c');
  expect(await layoutOf('a*c+b')).toBe(layout);
});

it.each<[what: string, text: string, change?: Partial<GraphDrawing>]>([
  ['wider names', 'a*b+wide'],
  ['other operations', 'a*b-c'],
  ['other operands', 'a*b+a'],
  ['another form', 'a*b+c', { form: 'line' }],
  ['another direction', 'a*b+c', { direction: 'down' }],
])('it is laid out anew for %s', async (_, text, change) => {
  const layout = await layoutOf('a*b+c');
  expect(await layoutOf(text, change)).not.toBe(layout);
});
