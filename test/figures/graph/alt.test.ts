import { describe, expect, it } from 'vitest';
import { Tape } from '../../../src/engine/index.ts';
import { buildGraph } from '../../../src/expression/index.ts';
import { graphAlt } from '../../../src/figures/graph/alt.ts';
import type { GraphView } from '../../../src/figures/graph/view.ts';
import { formula } from '../../expression/read.ts';

/** The alt text of a graph of which everything is shown, or all but some operations. */
function alt(text: string, values: Record<string, number>, start = 'A graph.', hidden = 0): string {
  const graph = buildGraph(formula(text), new Map(Object.entries(values)), new Tape());
  if (Number.isFinite(graph.tape.data[graph.output.id])) graph.tape.backward(graph.output.id);
  const operations = graph.nodes
    .filter(({ kind }) => kind === 'operation')
    .map(({ id }) => ({ symbol: '?', operands: graph.tape.operandsOf(id), result: id }));
  return graphAlt(graph, { operations, hidden } as unknown as GraphView, start);
}

describe('the alt text of a graph', () => {
  it.each([
    ['a*b', { a: 2, b: -3 }, 'A graph. a=2 (grad -3) times b=-3 (grad 2) is L=-6 (grad 1).'],
    ['a^2', { a: 3 }, 'A graph. a=3 (grad 6) to the power of 2 is L=9 (grad 1).'],
    ['-a', { a: 3 }, 'A graph. minus of a=3 (grad -1) is L=-3 (grad 1).'],
    ['max(a,b)', { a: 3, b: 2 }, 'A graph. max of a=3 (grad 1) and b=2 (grad 0) is L=3 (grad 1).'],
    ['L=a', { a: 3 }, 'A graph. L=3 (grad 1).'],
    ['log(a)+b', { a: -1, b: 2 }, 'A graph. log of a=-1 is u (no value). u plus b=2 is L (no value).'],
    [
      `${'n'.repeat(61)}*b`,
      { ['n'.repeat(61)]: 1, b: 1 },
      `A graph. ${'n'.repeat(60)}…=1 (grad 1) times b=1 (grad 1) is L=1 (grad 1).`,
    ],
    [
      `${'n'.repeat(60)}*b`,
      { ['n'.repeat(60)]: 1, b: 1 },
      `A graph. ${'n'.repeat(60)}=1 (grad 1) times b=1 (grad 1) is L=1 (grad 1).`,
    ],
  ])('of %s', (text, values, expected) => {
    expect(alt(text, values)).toBe(expected);
  });

  it('says how much a dashed card stands for', () => {
    expect(alt('a*b', { a: 1, b: 1 }, 'A graph.', 1)).toContain('A graph. Dashed cards stand for 1 smaller step. a=1');
    expect(alt('a*b', { a: 1, b: 1 }, 'A graph.', 2)).toContain('Dashed cards stand for 2 smaller steps.');
  });

  it('has as many of the last sentences as there is room for', () => {
    const text = Array.from({ length: 40 }, () => 'a').join('*');
    for (let length = 1; length <= 60; length++) {
      const start = 'x'.repeat(length);
      const whole = alt(text, { a: 1 }, start);
      expect(whole.length).toBeLessThanOrEqual(1000);
      const [, before = '', rest = ''] = /^x+ Before that, (\d+) more operations\. (.*)$/.exec(whole) ?? [];
      const kept = rest.split(/(?<=\.) /);
      expect(Number(before) + kept.length).toBe(39);
      // Each further sentence is `u times a is v=1 (grad 1).` with its space; the first two have other lengths.
      const room = 1000 - 60 - length - (rest.length + 1);
      expect(room).toBeGreaterThanOrEqual(0);
      expect(room).toBeLessThan('v99 times a is v99=1 (grad 1). '.length);
    }
  });
});
