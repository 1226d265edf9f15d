import { describe, expect, it } from 'vitest';
import { chooseValues } from '../../src/derivation/example-values.ts';
import { formula } from '../expression/read.ts';

const chosen = (text: string): string | undefined => {
  const values = chooseValues(formula(text));
  return values && [...values].map(([name, value]) => `${name}=${value}`).join(' ');
};

describe('values that are chosen', () => {
  it.each([
    ['a*b+c', 'a=2 b=-3 c=10'],
    ['(a*b+c)*f', 'a=2 b=-3 c=10 f=-2'],
    ['x*y', 'x=2 y=-3'],
    ['x*y*z*u*w*p*q*r*s*t', 'x=1.4 y=2 z=-0.6 u=2.5 w=20 p=-0.3 q=5 r=0.5 s=-1.2 t=0.4'],
    // At 2 it is its own derivative.
    ['x^2', 'x=3'],
    ['a*a', 'a=3'],
    // Its exponent has no gradient that anybody asks for.
    ['x^-3', 'x=2'],
    ['x*y y=7', 'y=7 x=2'],
    ['a*b a=5', 'a=5 b=-3'],
  ])('for %s are %s', (text, expected) => {
    expect(chosen(text)).toBe(expected);
  });

  it.each([
    'log(x*y)',
    'sqrt(x-y)',
    'relu(b)',
    'exp(c)',
    'tanh(c)',
    'log(log(x)-1)',
    'exp(exp(a))',
  ])('for %s give finite numbers that can be followed, the same each time', (text) => {
    expect(chosen(text)).toBeDefined();
    expect(chosen(text)).toBe(chosen(text));
  });

  it('are the best there are, where some input has no say', () => {
    expect(chosen('0*x + y')).toBe('x=2 y=-3');
    expect(chosen('1000*x + 5000')).toBeDefined();
  });

  it.each([
    'x*y*z*u*w*p*q*r*s*t',
    'x^2*y^3',
    'tanh(w*x+b)',
    'w1*x1+w2*x2+b',
    'a*x^2+b*x+c x=7',
    'log(x*y)+sqrt(z)',
    Array.from({ length: 40 }, (_, i) => `n${i}`).join('+'),
  ])('for %s are all of different sizes, and none 0, 1 or -1', (text) => {
    const sizes = [...(chooseValues(formula(text)) as Map<string, number>).values()].map(Math.abs);
    expect(new Set([0, 1, ...sizes]).size).toBe(sizes.length + 2);
  });

  it('are none where there is no value at all', () => {
    expect(chosen('log(x-x)')).toBeUndefined();
    expect(chosen('log(x) x=-1')).toBeUndefined();
  });
});
