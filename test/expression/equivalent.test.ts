import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  call,
  equivalent,
  evaluate,
  holds,
  nameNode,
  numberNode,
  pointsNear,
  simplerForm,
} from '../../src/expression/index.ts';
import { expression, harmless, point } from './arbitrary.ts';
import { read } from './read.ts';

const AT = new Map([
  ['a', 2],
  ['b', -3],
  ['c', 10],
]);

describe('two formulas are compared', () => {
  it.each([
    ['a+b', 'b+a', 'same'],
    ['a*b', 'b*a', 'same'],
    ['2*a', 'a+a', 'same'],
    ['b', 'b*1', 'same'],
    ['b', 'a*b/a', 'same'],
    ['1', 'sin(a)^2 + cos(a)^2', 'same'],
    ['b', 'b*(sin(a)^2 + cos(a)^2)', 'same'],
    ['1-tanh(a)^2', '1/((exp(a)+exp(-a))/2)^2', 'same'],
    ['a/3', '1/3*a', 'same'],
    ['0', 'a-a', 'same'],
    ['0', 'sin(a)^2 + cos(a)^2 - 1', 'same'],
    ['exp(a)', 'exp(a/2)^2', 'same'],
    ['(a+b)^2', 'a^2 + 2*a*b + b^2', 'same'],
    ['log(a^2)', '2*log(abs(a))', 'same'],
    ['a', 'exp(log(a))', 'same'],
    ['sqrt(1/a)', '1/sqrt(a)', 'same'],
    ['a', 'abs(a)', 'near'],
    ['a', 'relu(a)', 'near'],
    ['a', 'sqrt(a^2)', 'near'],
    ['a-1', 'abs(a-1)', 'near'],
    ['a', '2', 'different'],
    ['a+b', '-1', 'different'],
    ['b', 'sqrt(b^2)', 'different'],
    ['b', 'b + 1e-9', 'different'],
    ['0', '1e-20*a', 'different'],
    ['a', '1.000001*a', 'different'],
    ['a/3', '0.3333*a', 'different'],
    ['b', 'a', 'different'],
    ['b', 'log(b)', 'different'],
    ['a', '(1e25*a - 1e25*a) + a', 'same'],
    ['a', '(1e25*a^1.5 - 1e25*a*sqrt(a))', 'unclear'],
    ['exp(a+20)', 'exp(a)*exp(20)', 'same'],
    // A rounding error of 1e-5 next to 0.
    ['0', '1e10*a^1.5 - 1e10*a*sqrt(a)', 'unclear'],
  ])('%s and %s: %s', (one, other, verdict) => {
    expect(equivalent(read(one), read(other), AT)).toBe(verdict);
  });

  it.each([
    'log(-1)',
    '0/0',
    '1/0',
    'sqrt(-a)',
    'log(b)',
  ])('%s has no value, and is not even equal to itself', (text) => {
    expect(equivalent(read(text), read(text), AT)).not.toBe('same');
    expect(holds(read(text), read(text), AT)).toBe(false);
  });

  it('finds where two differ only far off in two names at once', () => {
    const far = new Map([
      ['a', 5],
      ['b', 2],
    ]);
    // Where b is less than -1, and a between 0 and 1.
    const forms = [read('2*max(1+b, log(a))^-1'), read('abs(2/max(1+b, log(a)))')] as const;
    expect(equivalent(...forms, far)).not.toBe('same');
  });

  it('takes what is right around the point for right where the right answer has a kink itself', () => {
    expect(holds(read('relu(a)'), read('a'), AT)).toBe(true);
    expect(holds(read('a'), read('relu(a)'), AT)).toBe(false);
  });

  it('finds rewritten formulas equal, and altered ones not', () => {
    const rewrite = fc.constantFrom(
      (e: typeof expression extends fc.Arbitrary<infer T> ? T : never) => call('add', e, numberNode(0)),
      (e: never) => call('neg', call('neg', e)),
      (e: never) => call('sub', call('add', e, nameNode('a')), nameNode('a')),
      (e: never) => call('mul', numberNode(2), call('div', e, numberNode(2))),
      (e: never) => call('div', call('mul', e, nameNode('b')), nameNode('b')),
    );
    fc.assert(
      fc.property(expression, point, rewrite, fc.constantFrom(1.001, 0.99, -1), (right, at, change, by) => {
        fc.pre(harmless(right, at));
        const value = evaluate(right, at);
        expect(['same', 'unclear']).toContain(equivalent(right, change(right as never), at));
        fc.pre(Math.abs(value) > 1e-3);
        expect(equivalent(right, call('mul', right, numberNode(by)), at)).not.toMatch(/same|near/);
      }),
      { numRuns: 400 },
    );
  });
});

describe('a right formula that could be shorter', () => {
  it.each([
    ['b*1', 'b', 'b'],
    ['b', 'b', undefined],
    ['b+a', 'a+b', undefined],
    ['a+b-a', 'b', 'b'],
    ['2*a*a/a', '2*a', '2*a'],
    ['f*b', 'b*f', undefined],
    ['-1*b', '-b', '-b'],
  ])('%s for %s: %s', (typed, right, simpler) => {
    expect(simplerForm(read(typed), read(right))).toBe(simpler);
  });
});

describe('points near a point', () => {
  const near = [...pointsNear(new Map([['a', 10]]))].map((values) => values.get('a') as number);

  it('start with it and go farther and farther, none twice', () => {
    expect(near[0]).toBe(10);
    expect(new Set(near).size).toBe(61);
    for (const [i, value] of near.slice(1).entries()) expect(Math.abs(value - 10)).toBeLessThanOrEqual(0.2 + 0.05 * i);
    expect(Math.max(...near.slice(-20).map((value) => Math.abs(value - 10)))).toBeGreaterThan(2);
  });
});
