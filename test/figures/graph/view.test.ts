import { describe, expect, it } from 'vitest';
import { Tape } from '../../../src/engine/index.ts';
import { buildGraph } from '../../../src/expression/index.ts';
import { viewOf } from '../../../src/figures/graph/view.ts';
import { formula } from '../../expression/read.ts';
import { drawingOf, FORMULAS } from './cases.ts';

function viewed(text: string) {
  const read = formula(text);
  const graph = buildGraph(read, new Map(read.leaves.map((name) => [name, 1])), new Tape());
  return {
    graph,
    view: viewOf(
      graph,
      () => ({ value: '1', grad: '1' }),
      () => 0,
    ),
  };
}

describe('a graph that is too large', () => {
  const factors = Array.from({ length: 70 }, (_, i) => `(u*x${i % 9} + ${i})`);
  const { graph, view } = viewed(`L = u + big; u = a*b; big = ${factors.join('*')}`);
  const cards = new Map(view.cards.map((card) => [card.id, card]));

  /** Everything that a value is made of. */
  const below = (id: number): Set<number> => {
    const found = new Set<number>();
    collect(id, found);
    return found;
  };
  const collect = (id: number, found: Set<number>): void => {
    for (const operand of graph.tape.operandsOf(id)) {
      if (!found.has(operand)) collect(operand, found.add(operand));
    }
  };

  it('counts what its cards hide', () => {
    const operations = graph.nodes.filter(({ kind }) => kind === 'operation').length;
    expect(view.hidden).toBe(operations - view.operations.filter(({ symbol }) => symbol !== undefined).length);
    expect(view.hidden).toBeGreaterThan(0);
  });

  it('leads to each card that stands for more from all that is shown of what it is made of, but no constant', () => {
    const groups = view.cards.filter(({ kind }) => kind === 'group');
    expect(view.operations.filter(({ symbol }) => symbol === undefined).length).toBeGreaterThan(0);
    for (const { id } of groups) {
      const operands = view.operations.find(({ result }) => result === id)?.operands ?? [];
      const shown = [...below(id)].filter((one) => cards.has(one) && cards.get(one)?.kind !== 'constant');
      expect(operands.length > 0).toBe(shown.length > 0);
      for (const operand of operands) {
        expect(below(id)).toContain(operand);
        expect(cards.get(operand)?.kind).not.toBe('constant');
      }
    }
  });
});

it('writes on a card what it stands for in what goes into it, as far as there is room', () => {
  const named = (text: string): string[] =>
    drawingOf(text)
      .cards.filter(({ kind }) => kind === 'group')
      .map(({ name }) => name);
  expect(named(FORMULAS['a chain of 12'] as string)).toEqual(['w = sin(tanh(sin(x)))']);
  expect(named(FORMULAS['80 nodes'] as string)).toEqual(['v12 = w0·x0+w1·x1…', 'v13 = w13·x13', 'v26 = w0·x0+w1·x1…']);
});

it('shows all of a graph that fits', () => {
  const { graph, view } = viewed('(a*b + 2)*f');
  expect(view.hidden).toBe(0);
  expect(view.cards.map(({ name }) => name)).toEqual(
    graph.nodes.map(({ id, name }) => (id === graph.output.id ? 'L' : name)),
  );
  expect(view.operations.map(({ symbol }) => symbol)).toEqual(['×', '+', '×']);
});
