import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Tape } from '../../src/engine/index.ts';
import { buildGraph, evaluate, format } from '../../src/expression/index.ts';
import { nudgeSentence } from '../../src/tutor/nudge.ts';
import { expression, NAMES } from '../expression/arbitrary.ts';

const RAISE = /^Raise . by (\S+) and L (rises|falls) by about (\d+(?:\.\d+)?(?:e-?\d+)?)/;
const STAYS = /^Move . (?:a little|by less than (\S+)) and L stays/;
const RAISED_STAYS = /^Raise . by (\S+) and L stays/;

/** Small numbers, and those at which kinks like to be. */
const value = fc.oneof(
  fc.constantFrom(0, 0, 1, -1, 2, -2, 0.5, 1e-9),
  fc.integer({ min: -300, max: 300 }).map((n) => n / 100),
);

it('what is said of a move is what happens', () => {
  const tried = { raised: 0, stayed: 0, none: 0 };
  fc.assert(
    fc.property(expression, fc.tuple(value, value, value), fc.nat(2), (formula, numbers, which) => {
      const values = new Map(NAMES.map((name, i) => [name, numbers[i] as number]));
      const definitions = new Map([['L', formula]]);
      const graph = buildGraph({ output: 'L', definitions, leaves: NAMES, values }, values, new Tape());
      const name = NAMES[which] as string;
      const target = graph.byName.get(name);
      fc.pre(target !== undefined && graph.nodes.every(({ id }) => Number.isFinite(graph.tape.data[id])));
      graph.tape.backward(graph.output.id);
      fc.pre(Number.isFinite(graph.tape.grad[target.id]));
      const before = evaluate(formula, values);
      const change = (by: number): number =>
        evaluate(formula, new Map(values).set(name, (values.get(name) as number) + by)) - before;
      const said =
        nudgeSentence(graph, target)
          ?.map(({ text }) => text)
          .join('') ?? '';
      const where = `${said} ${format(formula)} at ${numbers}`;
      const rounding = 1e-12 * (1 + Math.abs(before));
      const [, nudge, way, about] = RAISE.exec(said) ?? [];
      const [, most = '0.01'] = STAYS.exec(said) ?? [];
      const stays = RAISED_STAYS.exec(said)?.[1];
      if (about !== undefined) {
        tried.raised++;
        const promised = (way === 'rises' ? 1 : -1) * Number(about);
        expect(Math.abs(change(Number(nudge)) - promised), where).toBeLessThanOrEqual(
          0.35 * Math.abs(promised) + rounding,
        );
      } else if (stays !== undefined || STAYS.test(said)) {
        tried.stayed++;
        const steps = stays === undefined ? [0.99 * Number(most), -0.99 * Number(most)] : [Number(stays)];
        for (const step of steps) expect(Math.abs(change(step)), where).toBeLessThanOrEqual(rounding);
      } else tried.none++;
    }),
    { numRuns: 2000 },
  );
  expect(tried.raised).toBeGreaterThan(300);
  expect(tried.stayed).toBeGreaterThan(200);
});
