import { describe, expect, it } from 'vitest';
import { explainNonFinite, explainNonFiniteGradient, firstNonFinite, kinksOf } from '../../src/derivation/domain.ts';
import { Tape } from '../../src/engine/index.ts';
import { buildGraph, type Graph, type GraphNode } from '../../src/expression/index.ts';
import type { Span } from '../../src/reply/document.ts';
import { formula } from '../expression/read.ts';

const text = (spans: readonly Span[] | undefined): string | undefined => spans?.map((span) => span.text).join('');

function graphAt(typed: string, ...values: readonly number[]): Graph {
  const read = formula(typed);
  const graph = buildGraph(read, new Map(read.leaves.map((leaf, i) => [leaf, values[i] as number])), new Tape());
  graph.tape.backward(graph.output.id);
  return graph;
}

const gradientAt = (graph: Graph): string | undefined =>
  text(explainNonFiniteGradient(graph, [graph.byName.get('x') as GraphNode]));

describe('why there is no number', () => {
  it.each([
    ['log(x)', 0, 'It stops at L = log(x) with x = 0: log needs a number above 0.'],
    ['exp(x)', 1000, /^It stops at L = exp\(x\) with x = 1000: /],
    ['2*1e200*(x*1e200)', 1, /the result is beyond 1\.8e308, the largest number there is: an overflow\.$/],
  ])('of %s at %d: the place, the numbers, the reason', (typed, x, sentence) => {
    const graph = graphAt(typed, x);
    const said = text(explainNonFinite(graph, firstNonFinite(graph) as GraphNode));
    if (typeof sentence === 'string') expect(said).toBe(sentence);
    else expect(said).toMatch(sentence);
  });

  it('for a slope, the operation that has none', () => {
    expect(gradientAt(graphAt('y*sqrt(x)', 2, 0))).toBe(
      'u = sqrt(x) with x = 0 has no finite slope in x there: its local derivative is 1/(2*u).',
    );
    expect(gradientAt(graphAt('0*sqrt(x)', 0))).toMatch(
      / Its upstream gradient is 0, and 0 times that is no number\.$/,
    );
    expect(gradientAt(graphAt('1e200*(x*1e150)', 1e-150))).toBe(
      'The gradient of x goes beyond 1.8e308, the largest number there is: an overflow.',
    );
    expect(gradientAt(graphAt('x^2', 3))).toBeUndefined();
  });

  it('at a kink, which slope is taken', () => {
    const [kink, more] = kinksOf(graphAt('relu(x)+x', 0));
    expect(text(kink?.sentence)).toMatch(/^At u = relu\(x\) with x = 0: /);
    expect(more).toBeUndefined();
    expect(kinksOf(graphAt('relu(x)+x', 1))).toEqual([]);
  });
});
