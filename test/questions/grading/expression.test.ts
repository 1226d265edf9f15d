import { describe, expect, it } from 'vitest';
import { question, told, verdict } from '../questions.ts';

const SUM = question(
  {
    kind: 'expression',
    text: 'a+b',
    at: { a: 2, b: -3, c: 10 },
    traps: [
      { text: 'a*b', bugs: ['product-for-sum'] },
      { text: 'a', bugs: ['term-forgotten'] },
    ],
    refused: ['dL/dc', 'L.slope'],
  },
  [
    { text: 'a + b', right: true },
    { text: 'a*b', bugs: ['product-for-sum'] },
  ],
);

const SLOPE = question({
  kind: 'expression',
  text: 'z*(1 - z)',
  at: { u: 1.3, z: 0.7858349830425586 },
  where: { z: 'sigmoid(u)' },
  traps: [{ text: '1 - z^2', bugs: ['slopes-confused'] }],
  refused: ['dz/du'],
});

describe('a formula with a name for another formula', () => {
  it.each([
    ['z*(1-z)', '1 right'],
    ['sigmoid(u)*(1-sigmoid(u))', '1 right'],
    ['z*(1-sigmoid(u))', '1 right'],
    ['exp(-u)/(1+exp(-u))²', '1 right'],
    ['-sigmoid(u)*(1-z)', '0.5 sign-flipped'],
    ['1-sigmoid(u)^2', '0.25 slopes-confused'],
    ['u*(1-u)', '0 other'],
  ])('%s gets %s', (text, expected) => {
    expect(verdict(SLOPE, text)).toBe(expected);
  });
});

describe('a typed formula', () => {
  it.each([
    ['a+b', '1 right'],
    ['b+a', '1 right'],
    ['b + a', '1 right'],
    ['a--b', '1 right'],
    ['(a^2-b^2)/(a-b)', '1 right'],
    ['dL/dc = a+b', '1 right'],
    ['2a/2 + b', '1 right'],
    ['(a²-b²)/(a-b)', '1 right'],
    ['a²·a⁻¹ + b', '1 right'],
    ['exp(log(a)) + b', '1 right'],
    ['a*(1 + b/a)', '1 right'],
    ['-(a+b)', '0.5 sign-flipped'],
    ['a*b', '0.25 product-for-sum'],
    ['b*a', '0.25 product-for-sum'],
    ['a', '0.25 term-forgotten'],
    ['b', '0 other'],
    ['a-b', '0 other'],
    ['7', '0 other'],
    ['abs(a)+b', '0 other'],
    ['A)', '1 right'],
    ['A', '1 right'],
    ['option b', '0.25 product-for-sum'],
  ])('%s gets %s', (text, expected) => {
    expect(verdict(SUM, text)).toBe(expected);
  });

  it.each([
    ['x+b', /`x` does not occur here/],
    ['dL/dc', /only repeats the question/],
    ['∂L / ∂c', /only repeats the question/],
    ['L.slope', /only repeats the question/],
    ['L = dL/dc', /only repeats the question/],
    ['a+b+0*c', /`0\*c` is 0 whatever/],
    ['a+b+(1-1)*c', /is 0 whatever/],
    ['a+b+0/c', /is 0 whatever/],
    ['log(-1)', /no finite value/],
    ['0/0', /no finite value/],
    ['a+b+log(b)', /no finite value/],
    ['a+', /stops in the middle/],
    ['dL/dc = a+b, dL/da = 1', /several gradients/],
    ['dL/dc = a+b dL/da = 1', /several gradients/],
    ['e*a', /`e` does not occur here/],
    ['', /no answer/],
    [`${'('.repeat(150)}a`, /nested more than/],
  ])('%s is refused', (text, message) => {
    expect(verdict(SUM, text)).toMatch(message);
  });

  it('that is right but long is told the shorter one', () => {
    expect(told(SUM, 'b+a')).toBe('✔ Right.');
    expect(told(SUM, 'a*1+b')).toBe('✔ Right. Simpler: `a + b`.');
    expect(told(SUM, 'a-b')).toMatch(/You typed `a - b`/);
  });
});
