import { describe, expect, it } from 'vitest';
import { expand, format } from '../../src/expression/index.ts';
import { cpuTime } from './cpu-time.ts';
import { formula } from './read.ts';

/** What was made of the statements, in one line each. */
function told(text: string): string[] {
  const { output, definitions, leaves, values } = formula(text);
  return [
    output,
    [...definitions].map(([name, expression]) => `${name} = ${format(expression)}`).join('; '),
    leaves.join(' '),
    [...values].map(([name, value]) => `${name}=${value}`).join(' '),
  ];
}

describe('statements in any order become one result, formulas in order, inputs and values', () => {
  it.each<[string, string[]]>([
    ['a*b+c', ['L', 'L = a*b + c', 'a b c', '']],
    ['a*b+c a=2 b=-3 c=10', ['L', 'L = a*b + c', 'a b c', 'a=2 b=-3 c=10']],
    ['c=10; b=-3; a=2; a*b+c', ['L', 'L = a*b + c', 'a b c', 'c=10 b=-3 a=2']],
    ['L=(a*b+c)*f', ['L', 'L = (a*b + c)*f', 'a b c f', '']],
    ['L=d*f; d=e+c; e=a*b; a=2', ['L', 'e = a*b; d = e + c; L = d*f', 'a b c f', 'a=2']],
    ['a=2; e=a*b; d=e+c; L=d*f', ['L', 'e = a*b; d = e + c; L = d*f', 'a b c f', 'a=2']],
    ['d=e+c\nL=d*f\ne=a*b', ['L', 'e = a*b; d = e + c; L = d*f', 'a b c f', '']],
    ['loss=(y-t)^2, y=w*x', ['loss', 'y = w*x; loss = (y - t)^2', 'w x t', '']],
    ['y=u*u; u=a+1', ['y', 'u = a + 1; y = u*u', 'a', '']],
    ['a*b a=1/4 b=2^-1', ['L', 'L = a*b', 'a b', 'a=0.25 b=0.5']],
    ['a*x a=pi', ['L', 'L = a*x', 'a x', `a=${Math.PI}`]],
    // partly given values are fine
    ['a*b a=2', ['L', 'L = a*b', 'a b', 'a=2']],
  ])('%j', (text, expected) => {
    expect(told(text)).toEqual(expected);
  });

  it.each([
    ['a*b', 'L'],
    ['L*b', 'y'],
    ['L*y', 'z'],
    ['L*y*z', 'out'],
    ['L*y*z*out*result', 'v1'],
    ['L*y*z*out*result*v1', 'v2'],
    ['L; L=a*b', 'y'],
  ])('a result without a name gets one that is free: %j is %s', (text, output) => {
    expect(formula(text).output).toBe(output);
  });
});

describe('a second name for the same', () => {
  it.each<[string, string[]]>([
    ['L=d; d=a*b', ['L', 'L = a*b', 'a b', '']],
    ['d=a*b; L=d; a=2', ['L', 'L = a*b', 'a b', 'a=2']],
    ['L=d; d=e; e=a*b', ['L', 'L = a*b', 'a b', '']],
    ['L=d*u; u=d; d=a+1', ['L', 'u = a + 1; L = u*u', 'a', '']],
    ['L=a', ['L', 'L = a', 'a', '']],
    ['L=a a=3', ['L', 'L = a', 'a', 'a=3']],
  ])('%j', (text, expected) => {
    expect(told(text)).toEqual(expected);
  });
});

describe('expand writes the result in inputs only', () => {
  it.each([
    ['L=d*f; d=e+c; e=a*b', '(a*b + c)*f'],
    ['y=u^2; u=a-b', '(a - b)^2'],
    ['y=x-u; u=-a', 'x - (-a)'],
    ['a*b+c', 'a*b + c'],
  ])('%j is %s', (text, expected) => {
    const whole = expand(formula(text));
    expect(whole && format(whole)).toBe(expected);
  });

  /** b1 = b0*b0; b2 = b1*b1; … */
  const squares = (count: number) => Array.from({ length: count }, (_, i) => `b${i + 1}=b${i}*b${i}`).join('; ');

  it('up to a length that a person can read', () => {
    expect(expand(formula(squares(8)))).toBeDefined();
    expect(expand(formula(squares(10)))).toBeUndefined();
  });

  it('counts every name twice, and every operation: 333 names fit', () => {
    const sum = (names: number) => formula(Array.from({ length: names }, () => 'a').join('+'));
    expect(expand(sum(333))).toBeDefined();
    expect(expand(sum(334))).toBeUndefined();
  });

  it('a formula that would grow to 2^120 names is left alone at once', () => {
    const endless = formula(squares(120));
    expect(cpuTime(() => expect(expand(endless)).toBeUndefined())).toBeLessThan(500);
  });
});
