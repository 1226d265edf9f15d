import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numericalChecks } from '../../src/derivation/numerical-check.ts';
import { resultAt } from '../../src/derivation/probe.ts';
import { gradientErrors } from '../../src/derivation/rounding.ts';
import { Tape } from '../../src/engine/index.ts';
import { buildGraph, format } from '../../src/expression/index.ts';
import { expression, NAMES } from '../expression/arbitrary.ts';
import { formula } from '../expression/read.ts';

function graphOf(text: string, a: number) {
  const graph = buildGraph(formula(text), new Map([['a', a]]), new Tape());
  return { graph, leaf: graph.byName.get('a')?.id as number };
}

describe('a numerical derivative', () => {
  it.each([
    ['a^3', 2, 12, 'agrees'],
    ['a^3', 2, 12 * (1 + 0.9e-6), 'agrees'],
    ['a^3', 2, 12 * (1 + 1.1e-6), 'differs'],
    ['a^3', 2, -12, 'differs'],
    ['a^3', 100, 30_000, 'agrees'],
    ['exp(a)', 20, Math.exp(20), 'agrees'],
    ['tanh(a)', 0.5, 1 - Math.tanh(0.5) ** 2, 'agrees'],
    ['sin(1000*a)', 0.3, 1000 * Math.cos(300), 'agrees'],
    ['sin(1000*a)', 0.3, 999 * Math.cos(300), 'differs'],
    // The smallest steps are too large without the extrapolation.
    ['sin(100000*a)', 0.3, 100_000 * Math.cos(30_000), 'agrees'],
    ['sin(1000000*a)', 0.3, 999_000 * Math.cos(300_000), 'differs'],
    ['log(a)', 0.001, 1000, 'agrees'],
    ['1/a', 0.01, -10_000, 'agrees'],
    // Not even the shortest step stays on one wave.
    ['sin(a)-a', 5e154, Math.cos(5e154) - 1, 'rounding'],
    ['softplus(9e305*a)', 7.4366e-305, 9e305, 'agrees'],
    ['abs(a)', 0, 0, 'kink'],
    ['relu(a)', 0, 0, 'kink'],
    ['relu(a)', -1e-9, 0, 'agrees'],
    ['relu(a)', 1e-9, 1, 'agrees'],
    ['relu(a)', 1e-9, 0, 'differs'],
    ['2-abs(a)', 1e-14, -1, 'rounding'],
    ['step(a)', 0, 0, 'jump'],
    ['sqrt(a)', 0, 1, 'edge'],
    ['a^1.5', 0, 0, 'edge'],
    ['a^-5', 0.001, -5e18, 'agrees'],
    ['a^-5', 0.001, -5.05e18, 'differs'],
    ['1/a', 1e-100, -1e200, 'agrees'],
    ['cbrt(a)', 1e-12, 1e8 / 3, 'agrees'],
    ['gelu(100000000*a)', -1e-6, 0, 'agrees'],
    ['erf(a*1e16)+1e16', 0, 1.128379167095513e16, 'rounding'],
    ['sin(1e5*a)+1e17', 3, 1e5 * Math.cos(3e5), 'rounding'],
    ['1+relu(a)', -3, 1, 'differs'],
    ['relu(a)', -3, 1, 'differs'],
    ['softplus(a-100000000)^5', 1e8, 0.5770877464577086, 'agrees'],
    ['softplus(a-100000000)^5', 1e8, 1.1542, 'differs'],
    ['sin(a)', Math.PI / 2, Math.cos(Math.PI / 2), 'agrees'],
    ['(a-3)^2', 3, 0, 'agrees'],
    ['a*cos(a)', 1e-9, 0, 'differs'],
    ['1E8+a', -0.941, 1, 'agrees'],
    ['1E8+a', -0.941, 1.01, 'differs'],
    ['9^10+a', -3, 1, 'agrees'],
    ['9^10+a', -3, -1, 'differs'],
    ['a+1e17-1e17', 1, 1, 'rounding'],
    ['sin(1e30*a)', 1, 1e30, 'rounding'],
    ['a*1e-300', 2, 1e-300, 'agrees'],
    ['a*1e-320', 2, 1.01e-320, 'rounding'],
  ] as const)('of %s at %d says %d %s', (text, a, gradient, verdict) => {
    const { graph, leaf } = graphOf(text, a);
    graph.tape.backward(graph.output.id);
    expect(numericalChecks(graph)(leaf, gradient)).toBe(verdict);
    expect(graph.tape.data[leaf]).toBe(a);
  });

  it('moves one leaf and gives the result there', () => {
    const { graph, leaf } = graphOf('a^3', 2);
    expect(resultAt(graph, leaf, 3)).toBe(27);
    expect(graph.tape.data[leaf]).toBe(3);
  });
});

/** Numbers of all sizes, and those at which kinks and poles like to be. */
const wild = fc.oneof(
  fc.constantFrom(0, 1, -1, 2, -3, 0.5, 1e-9, -1e-6, 1e8),
  fc.integer({ min: -4000, max: 4000 }).map((n) => n / 1000),
);

it('calls no right gradient wrong, and finds wrong ones', () => {
  const found = { agrees: 0, wrong: 0, missed: 0, unclear: 0 };
  fc.assert(
    fc.property(expression, fc.tuple(wild, wild, wild), (formula, numbers) => {
      const values = new Map(NAMES.map((name, i) => [name, numbers[i] as number]));
      const graph = buildGraph(
        { output: 'L', definitions: new Map([['L', formula]]), leaves: NAMES, values },
        values,
        new Tape(),
      );
      fc.pre(graph.nodes.every(({ id }) => Number.isFinite(graph.tape.data[id])));
      graph.tape.backward(graph.output.id);
      const check = numericalChecks(graph);
      const { errors, sizes } = gradientErrors(graph);
      for (const { id } of NAMES.flatMap((name) => graph.byName.get(name) ?? [])) {
        const gradient = graph.tape.grad[id] as number;
        if (!Number.isFinite(gradient)) continue;
        const verdict = check(id, gradient);
        expect(verdict, `${format(formula)} at ${numbers}`).not.toBe('differs');
        // What may be rounding, or is nothing beside its parts, has no size to be off by.
        const beside = Math.max(sizes[id] as number, Math.abs(graph.tape.data[graph.output.id] as number));
        const least = Math.max(errors[id] as number, 1e-11 * beside);
        if (verdict !== 'agrees' || !(Math.abs(gradient) > least)) continue;
        found.agrees++;
        for (const factor of [1.01, 2, -1, 0]) {
          const other = check(id, gradient * factor);
          if (other === 'differs') found.wrong++;
          else if (other === 'agrees') found.missed++;
          else found.unclear++;
        }
      }
    }),
    { numRuns: 1500 },
  );
  expect(found.agrees).toBeGreaterThan(800);
  expect(found.missed).toBe(0);
  expect(found.unclear / found.wrong).toBeLessThan(0.05);
});
