import fc from 'fast-check';
import { expect, it } from 'vitest';
import { operation, type Value, withTape } from '../../src/engine/index.ts';
import { isHarmless } from './domains.ts';
import { build, type Plan, plan } from './random-graph.ts';

/** The last value of the graph with one leaf moved by `by`. */
function moved(graph: Plan, leaf: number, by: number): number {
  const leaves = graph.leaves.map((data, i) => (i === leaf ? data + by : data));
  return withTape(() => (build(graph, leaves).at(-1) as Value).data);
}

/** The slope from five points at distance h; its error falls with h⁴. */
const slope = (f: (by: number) => number, h: number): number =>
  (8 * (f(h) - f(-h)) - (f(2 * h) - f(-2 * h))) / (12 * h);

/** Small numbers only, and none within reach of a kink or a pole: there a difference is no derivative. */
function harmless(values: readonly Value[]): boolean {
  return values.every(({ op, operands, data }) => {
    if (!(Math.abs(data) < 50)) return false;
    const [a = 1, b = 0] = operands.map((operand) => operand.data);
    if (op === undefined) return true;
    if (operation(op).kink) return Math.abs(a - b) > 0.05;
    if (op === 'div') return Math.abs(b) > 0.2;
    return isHarmless(op, a);
  });
}

it('the gradient of generated graphs agrees with finite differences', () => {
  let compared = 0;
  fc.assert(
    fc.property(plan, (graph) => {
      const grads = withTape(() => {
        const values = build(graph, graph.leaves);
        fc.pre(harmless(values));
        (values.at(-1) as Value).backward();
        return values.slice(0, graph.leaves.length).map(({ grad }) => grad);
      });
      for (const [leaf, grad] of grads.entries()) {
        const f = (by: number) => moved(graph, leaf, by);
        const [coarse, fine] = [slope(f, 2e-3), slope(f, 1e-3)];
        const uncertainty = Math.abs(coarse - fine);
        if (uncertainty > 1e-4 * (1 + Math.abs(fine))) continue; // too curved to be measured at all
        expect(Math.abs(grad - fine)).toBeLessThanOrEqual(uncertainty + 1e-9 * (1 + Math.abs(fine)));
        if (grad !== 0) compared++;
      }
    }),
    { numRuns: 2500 },
  );
  expect(compared).toBeGreaterThan(1500);
});
