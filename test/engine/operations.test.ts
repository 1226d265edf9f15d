import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arity, type OperationName, operation, operationNames, ruleOf } from '../../src/engine/index.ts';
import { evaluate } from '../../src/expression/evaluate.ts';
import { parseSlope } from '../../src/expression/parse.ts';
import { apply } from './apply.ts';
import { inDomain } from './domains.ts';
import reference from './reference-values.json' with { type: 'json' };

const rows: Record<OperationName, number[][]> = reference.operations;

/** Equal to twelve digits; a zero has to be a zero. */
function expectSame(actual: number, expected: number): void {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-12 * Math.abs(expected));
}

it('the table has the operations that a person can type', () => {
  const written = operationNames.map((name) => {
    const { symbol, form } = operation(name);
    return form === 'infix' ? `a${symbol}b` : form === 'prefix' ? `${symbol}a` : symbol;
  });
  expect(written.slice(0, 18).join(' ')).toBe(
    'a+b a-b a*b a/b a^b -a exp log tanh tanh_by_exp sigmoid relu sqrt sin cos abs min max',
  );
  expect(written.slice(18).join(' ')).toBe(
    'tan asin acos atan sinh cosh asinh acosh atanh log2 log10 cbrt erf softplus gelu step sign',
  );
});

describe.each(operationNames)('%s', (name) => {
  const { local } = operation(name);

  it('agrees with the reference values in value and slopes', () => {
    expect(rows[name].length).toBeGreaterThanOrEqual(9);
    for (const row of rows[name]) {
      const operands = row.slice(0, arity(name));
      const { out, grads } = apply(name, operands);
      for (const [i, expected] of row.slice(arity(name)).entries()) expectSame([out, ...grads][i] as number, expected);
    }
  });

  it('has a name for its rule that fits beside a step, and one sentence that says it', () => {
    for (const { rule, sentence } of [operation(name), ...local.map((_, operand) => ruleOf(name, operand as 0 | 1))]) {
      expect(rule).toMatch(/^.{3,20}$/);
      expect(sentence).toMatch(/^.{20,120}\.$/);
    }
  });

  it('has slopes as text that say the same as its numbers', () => {
    const inside = fc.integer({ min: -4000, max: 4000 }).map((x) => x / 1000);
    fc.assert(
      fc.property(inside, inside, (first, b) => {
        const a = inDomain(name, first);
        fc.pre([a, b, a - b].every((x) => Math.abs(x) > 1e-3));
        const { out } = apply(name, [a, b].slice(0, arity(name)));
        for (const { text, number } of local) {
          const names = new Map([
            ['a', a],
            ['b', b],
            ['out', out],
          ]);
          const expected = number(a, b, out);
          expect(expected).not.toBeNaN();
          expect(evaluate(parseSlope(text), names)).toBeCloseTo(expected, 10 - Math.log10(1 + Math.abs(expected)));
        }
      }),
    );
  });
});

const tooLarge = Number.POSITIVE_INFINITY;

describe('at the edges', () => {
  it.each<[OperationName, number[], number, number[]]>([
    ['relu', [0], 0, [0]],
    ['abs', [0], 0, [0]],
    ['max', [3, 3], 3, [0.5, 0.5]],
    ['min', [3, 3], 3, [0.5, 0.5]],
    ['pow', [0, 0], 1, [0, -tooLarge]],
    ['pow', [0, 2], 0, [0, 0]],
    ['pow', [0, 1], 0, [1, 0]],
    ['pow', [-2, 2], 4, [-4, Number.NaN]],
    ['mul', [0, 5], 0, [5, 0]],
    ['div', [1, 0], tooLarge, [tooLarge, -tooLarge]],
    ['log', [0], -tooLarge, [tooLarge]],
    ['log', [-1], Number.NaN, [-1]],
    ['sqrt', [0], 0, [tooLarge]],
    ['relu', [Number.NaN], Number.NaN, [0]],
    ['sigmoid', [-1000], 0, [0]],
    ['sigmoid', [1000], 1, [0]],
    ['asin', [1], Math.PI / 2, [tooLarge]],
    ['acos', [-1], Math.PI, [-tooLarge]],
    ['acosh', [1], 0, [tooLarge]],
    ['cbrt', [0], 0, [tooLarge]],
    ['cbrt', [-27], -3, [1 / 27]],
    ['log10', [1000], 3, [1 / (1000 * Math.LN10)]],
    ['log2', [8], 3, [1 / (8 * Math.LN2)]],
    ['erf', [0], 0, [2 / Math.sqrt(Math.PI)]],
    ['erf', [30], 1, [0]],
    ['erf', [-30], -1, [0]],
    ['erf', [Number.NaN], Number.NaN, [Number.NaN]],
    ['softplus', [0], Math.LN2, [0.5]],
    ['softplus', [-1000], 0, [0]],
    ['softplus', [1e300], 1e300, [1]],
    ['gelu', [0], 0, [0.5]],
    ['gelu', [-1e300], 0, [0]],
    ['gelu', [1e300], 1e300, [1]],
    ['tan', [0], 0, [1]],
    ['atan', [1e300], Math.PI / 2, [0]],
    ['asinh', [1e300], Math.asinh(1e300), [1e-300]],
    ['step', [0], 1, [0]],
    ['step', [Number.NaN], Number.NaN, [0]],
    ['sign', [0], 0, [0]],
    ['sign', [-3], -1, [0]],
  ])('%s of %j is %d with slopes %j', (name, operands, out, grads) => {
    const actual = apply(name, operands);
    expect(actual.out + 0).toBe(out);
    expect(actual.grads.map((grad) => grad + 0)).toEqual(grads);
  });
});

describe('a result that is not finite is explained, and only where there is one', () => {
  it.each<[OperationName, number[], RegExp]>([
    ['div', [1, 0], /division by zero/],
    ['pow', [0, -1], /division by zero/],
    ['pow', [-8, 1 / 3], /cbrt/],
    ['pow', [-8, 0.5], /no real power/],
    ['exp', [710], /math range error/],
    ['log', [0], /above 0/],
    ['log', [-1], /above 0/],
    ['sqrt', [-1], /not negative/],
    ['tanhByExp', [355], /math range error/],
    ['asin', [1.5], /from -1 to 1/],
    ['acos', [-1.5], /from -1 to 1/],
    ['sinh', [-711], /math range error/],
    ['cosh', [711], /math range error/],
    ['acosh', [0.5], /1 or more/],
    ['atanh', [1], /between -1 and 1/],
    ['atanh', [-2], /between -1 and 1/],
    ['log2', [0], /above 0/],
    ['log10', [-1], /above 0/],
  ])('%s of %j', (name, [a = 0, b = 0], message) => {
    expect(operation(name).nonFinite?.(a, b)).toMatch(message);
    expect(Number.isFinite(operation(name).forward(a, b))).toBe(false);
  });

  it.each(operationNames)('%s: none at the reference points', (name) => {
    for (const [a = 0, b = 0] of rows[name]) {
      const second = arity(name) === 2 ? b : 0;
      expect(operation(name).nonFinite?.(a, second)).toBeUndefined();
      expect(operation(name).kink?.(a, second)).toBeUndefined();
    }
  });

  it.each<[OperationName, RegExp]>([
    ['step', /jumps at 0.*its slope as 0/],
    ['sign', /jumps at 0.*PyTorch/],
  ])('%s says at its jump what is taken there', (name, message) => {
    expect(operation(name).kink?.(0, 0)).toMatch(message);
  });

  it.each<[OperationName, number, number]>([
    ['relu', 0, 0],
    ['abs', 0, 0],
    ['min', 2, 2],
    ['max', 2, 2],
  ])('%s says at its kink whose convention it follows', (name, a, b) => {
    expect(operation(name).kink?.(a, b)).toMatch(/kink.*PyTorch/);
  });
});
