import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type OperationName, Tape } from '../../src/engine/index.ts';
import {
  buildGraph,
  call,
  derivative,
  evaluate,
  format,
  localDerivative,
  nameNode,
  numberNode,
} from '../../src/expression/index.ts';
import { close, expression, harmless, NAMES, point } from './arbitrary.ts';
import { read } from './read.ts';

describe('the derivative by a, as a person would write it', () => {
  it.each([
    ['a*b + c', 'b'],
    ['a + a', '2'],
    ['a*a', '2*a'],
    ['a*1 + 1*a', '2'],
    ['(a*b + c)*f', 'b*f'],
    ['(a + b)*(b + 1)', 'b + 1'],
    ['a^2', '2*a'],
    ['a^3', '3*a^2'],
    ['3a^2 + 2a + 1', '6*a + 2'],
    ['(2a - 3)^2', '4*(2*a - 3)'],
    ['(a - b)^2', '2*(a - b)'],
    ['a/b', '1/b'],
    ['b/a', '-b/a^2'],
    ['1/a', '-1/a^2'],
    ['(a + 1)/(a - 1)', '1/(a - 1) - (a + 1)/(a - 1)^2'],
    ['a/3', '1/3'],
    ['0.5a^2', 'a'],
    ['pi*a^2', '2*pi*a'],
    ['a^b', 'b*a^(b - 1)'],
    ['b^a', 'b^a*log(b)'],
    ['2^a', '2^a*log(2)'],
    ['-a*b', '-b'],
    ['exp(a)', 'exp(a)'],
    ['exp(2a)', '2*exp(2*a)'],
    ['exp(-a^2/2)', '-a*exp(-a^2/2)'],
    ['log(a)', '1/a'],
    ['log(2a)', '1/a'],
    ['log(a^2)', '2/a'],
    ['a*log(a)', 'log(a) + 1'],
    ['tanh(a)', '1 - tanh(a)^2'],
    ['tanh(a*b + c)', 'b*(1 - tanh(a*b + c)^2)'],
    ['sigmoid(a)', 'sigmoid(a)*(1 - sigmoid(a))'],
    ['relu(a*b)', 'b*(a*b > 0)'],
    ['sqrt(a)', '1/(2*sqrt(a))'],
    ['sqrt(a^2 + b^2)', 'a/sqrt(a^2 + b^2)'],
    ['sin(a)', 'cos(a)'],
    ['cos(a)', '-sin(a)'],
    ['sin(a)^2', '2*cos(a)*sin(a)'],
    ['abs(a)', 'sign(a)'],
    ['tan(a)', 'tan(a)^2 + 1'],
    ['asin(a)', '1/sqrt(1 - a^2)'],
    ['acos(2*a)', '-2/sqrt(1 - 4*a^2)'],
    ['atan(a)', '1/(a^2 + 1)'],
    ['sinh(a)', 'cosh(a)'],
    ['cosh(a)', 'sinh(a)'],
    ['asinh(a)', '1/sqrt(a^2 + 1)'],
    ['acosh(a)', '1/sqrt(a^2 - 1)'],
    ['atanh(a)', '1/(1 - a^2)'],
    ['log2(a)', '1/(a*log(2))'],
    ['log10(a)', '1/(a*log(10))'],
    ['cbrt(a)', '1/(3*cbrt(a)^2)'],
    ['erf(a)', '2*exp(-a^2)/sqrt(pi)'],
    ['softplus(a*b)', 'b*sigmoid(a*b)'],
    ['gelu(a)', 'a*exp(-a^2/2)/sqrt(2*pi) + erf(a/sqrt(2))/2 + 1/2'],
    ['step(a)', '0'],
    ['a*sign(a)', 'sign(a)'],
    ['min(a, b)', '(a < b)'],
    ['max(a, b)', '(a > b)'],
    ['max(b, a)', '(a > b)'],
    ['max(a, a)', '1'],
    ['a - a', '0'],
    ['b*c', '0'],
    ['5', '0'],
  ])('of %s is %s', (text, expected) => {
    expect(format(derivative(read(text), 'a') ?? nameNode('none'))).toBe(expected);
  });

  it.each([
    ['b', 'a*f'],
    ['c', 'f'],
    ['f', 'a*b + c'],
  ])("of the article's (a*b + c)*f by %s is %s", (by, expected) => {
    expect(format(derivative(read('(a*b + c)*f'), by) ?? nameNode('none'))).toBe(expected);
  });

  it('is left out where nobody could read it', () => {
    expect(derivative(read(`${'exp(a*'.repeat(60)}a${')'.repeat(60)}`), 'a')).toBeUndefined();
    expect(derivative(read(`a${'+b'.repeat(200)}`), 'a')).toEqual(numberNode(1));
    expect(derivative(read(`a${'+b'.repeat(201)}`), 'a')).toBeUndefined();
    expect(derivative(read('1e300*a*1e300'), 'a')).toBeUndefined();
    expect(derivative(read('1e-9999999999*a'), 'a')).toBeUndefined();
  });
});

describe('the local derivative, in the names of the operands', () => {
  it.each<[OperationName, number, string]>([
    ['mul', 0, 'e'],
    ['mul', 1, 'd'],
    ['sub', 1, '-1'],
    ['div', 1, '-d/e^2'],
    ['pow', 0, 'e*d^(e - 1)'],
    ['tanh', 0, '1 - L^2'],
    ['exp', 0, 'L'],
    ['relu', 0, '(d > 0)'],
  ])('%s, operand %d: %s', (name, operand, expected) => {
    const operands = ['d', 'e'].map(nameNode);
    expect(format(localDerivative(name, operand, operands, nameNode('L')))).toBe(expected);
  });
});

it("says the same as the engine's gradient", () => {
  let compared = 0;
  fc.assert(
    fc.property(expression, point, (original, values) => {
      fc.pre(harmless(original, values));
      const definitions = new Map([['L', call('mul', original, nameNode('a'))]]);
      const graph = buildGraph({ output: 'L', definitions, leaves: NAMES, values }, values, new Tape());
      graph.tape.backward(graph.output.id);
      for (const name of NAMES) {
        const grad = graph.tape.grad[graph.byName.get(name)?.id as number] as number;
        const slope = derivative(definitions.get('L') as typeof original, name);
        if (slope === undefined || !(Math.abs(grad) < 1e6)) continue;
        expect(close(evaluate(slope, values), grad), `${format(original)} by ${name}`).toBe(true);
        if (grad !== 0) compared++;
      }
    }),
    { numRuns: 1500 },
  );
  expect(compared).toBeGreaterThan(1500);
});
