import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  activationChoices,
  activationNamed,
  activationNames,
  operation,
  saturates,
  value,
  withTape,
} from '../../src/engine/index.ts';
import { evaluate } from '../../src/expression/index.ts';
import { read } from '../expression/read.ts';

const inputs = fc.integer({ min: -8000, max: 8000 }).map((x) => x / 1000);

it('a person can choose those that have no stable form of their own', () => {
  expect(activationChoices.slice(0, 4)).toEqual(['tanh', 'relu', 'sigmoid', 'linear']);
  expect(activationChoices).not.toContain('tanhByExp');
});

it.each([
  ['tanh', true],
  ['tanhByExp', true],
  ['sigmoid', true],
  ['relu', false],
  ['linear', false],
] as const)('%s saturates: %s', (name, expected) => {
  expect(saturates(name)).toBe(expected);
});

describe.each(activationNames)('%s', (name) => {
  const { title, formula, range, rule, sentence, apply, forward, ...entry } = activationNamed(name);

  it('is the same as a graph, as a function and as its formula', () => {
    fc.assert(
      fc.property(inputs, (x) => {
        const out = forward(x);
        expect(withTape(() => apply(value(x)).data)).toBe(out);
        expect(evaluate(read(formula), new Map([['x', x]]))).toBeCloseTo(out, 12);
        expect(range[0] <= out && out <= range[1]).toBe(true);
      }),
    );
  });

  it('comes near each bound that it has', () => {
    const outputs = [-1e4, -300, -20, 0, 20, 300, 1e4].map(forward).filter(Number.isFinite);
    const [low, high] = [Math.min(...outputs), Math.max(...outputs)];
    expect(Number.isFinite(range[0]) ? low - range[0] : 0).toBeLessThan(0.01);
    expect(Number.isFinite(range[1]) ? range[1] - high : 0).toBeLessThan(0.01);
  });

  it('has a title, the name of a rule that fits beside a step, and one sentence', () => {
    expect(title).toMatch(/^[a-z -]{2,20}$/);
    expect(rule).toMatch(/^.{3,20}$/);
    expect(sentence).toMatch(/^.{20,120}\.$/);
    if (entry.operation !== undefined) expect(operation(entry.operation)).toMatchObject({ rule, sentence });
  });

  it('is the same as its stable form', () => {
    const stable = activationNamed(entry.stableForm ?? name);
    fc.assert(
      fc.property(inputs, (x) => {
        expect(stable.forward(x)).toBeCloseTo(forward(x), 14);
      }),
    );
  });
});
