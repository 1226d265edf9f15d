import { describe, expect, it } from 'vitest';
import { dependents, gradientErrors, valueErrors } from '../../src/derivation/rounding.ts';
import { Tape } from '../../src/engine/index.ts';
import { buildGraph, type Graph } from '../../src/expression/index.ts';
import { formula } from '../expression/read.ts';

const graphOf = (text: string): Graph => {
  const read = formula(text);
  return buildGraph(read, read.values, new Tape());
};
const idOf = (graph: Graph, name: string): number => graph.byName.get(name)?.id as number;

describe('what rounding may have done to a value, in units of 2^-52', () => {
  it.each([
    ['a+b a=3 b=4', 7],
    ['a a=3', 0],
    // The products lose 6 and 20, the sum 26.
    ['a*b+c*d a=2 b=3 c=4 d=5', 52],
    ['a*b-c*d a=2 b=3 c=4 d=5', 6 + 20 + 14],
    // What the inner sum loses comes out times the other factor, on either side.
    ['(a+b)*c a=1 b=2 c=5', 3 * 5 + 15],
    ['c*(a+b) a=1 b=2 c=5', 5 * 3 + 15],
    ['(a+b)^2 a=1 b=2', 3 * 6 + 9],
    ['1/(a+b) a=1 b=1', 2 / 4 + 0.5],
    ['a+1e17-1e17 a=1', 1e17],
    ['tanh_by_exp(a) a=0', 1],
  ])('%s: %d', (text, units) => {
    const { tape, output } = graphOf(text);
    expect((valueErrors(tape, output.id)[output.id] as number) / Number.EPSILON).toBeCloseTo(units, 6);
  });

  it('counts only what moves, where the rest is the same on both sides of a difference', () => {
    const graph = graphOf('a*b+c*d a=2 b=3 c=4 d=5');
    const only = dependents(graph, idOf(graph, 'c'));
    const [error] = valueErrors(graph.tape, graph.output.id, only).slice(-1);
    expect((error as number) / Number.EPSILON).toBeCloseTo(20 + 26, 6);
  });
});

it('what depends on a value: it, and all that is made from it by either operand', () => {
  const graph = graphOf('u=a*b; v=c-b; L=u/v; a=1 b=2 c=3');
  const names = (of: string): string[] => {
    const depends = dependents(graph, idOf(graph, of));
    return [...graph.byName].filter(([, { id }]) => depends[id] === 1).map(([name]) => name);
  };
  expect([names('a'), names('b'), names('c'), names('v')]).toEqual([
    ['a', 'u', 'L'],
    ['b', 'u', 'v', 'L'],
    ['c', 'v', 'L'],
    ['v', 'L'],
  ]);
});

it('bounds what rounding does to gradients, and says what their parts come to', () => {
  const graph = graphOf('w/(w*b) w=2.36 b=1.729');
  graph.tape.backward(graph.output.id);
  const { errors, sizes } = gradientErrors(graph);
  const w = idOf(graph, 'w');
  expect(Math.abs(graph.tape.grad[w] as number)).toBeLessThanOrEqual(errors[w] as number);
  expect(errors[w]).toBeLessThan(1e-15);
  expect(sizes[w]).toBeCloseTo(2 / (2.36 * 1.729), 12);
});
