import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findFormula } from '../../src/expression/index.ts';

describe('the formula in a message', () => {
  it.each([
    // alone, in any notation
    ['a*b+c', 'a*b+c'],
    ['f(x)=x^2+3x', 'f(x)=x^2+3x'],
    ['what is the gradient of x squared', 'x^2'],
    ['2*x + 3*y at x=1 y=2 please', '2*x + 3*y; x = 1; y = 2'],
    // as code
    ['Can somebody explain `tanh(w*x+b)` to me?', 'tanh(w*x+b)'],
    ['see ```\nL = (a*b+c)*f\na=2\nb=-3\n``` thanks', 'L = (a*b+c)*f; a=2; b=-3'],
    ['x*y is easy, but ```python\nu*v+w\n``` is not', 'u*v+w'],
    ['so if `L` is big, then L = d*f; d=e+c; e=a*b', 'L = d*f; d=e+c; e=a*b'],
    // in LaTeX
    [String.raw`look at \frac{a}{b}`, 'a/b'],
    [String.raw`$\tanh(x)$ is nice`, 'tanh(x)'],
    [String.raw`try \(a^2+b\) now`, 'a^2+b'],
    // among words
    ['I got stuck at a*b+c with a=2, b=-3, c=10. Help!', 'a*b + c; a = 2; b = -3; c = 10'],
    ['The loss is (y - t)^2, isn’t it?', '(y - t)^2'],
    ['the homework: d/dx x^2 sin(x). Due monday.', 'x^2*sin(x) --wrt x'],
    ['sigmoid(w1*x1 + w2*x2 + b) is a neuron', 'sigmoid(w1*x1 + w2*x2 + b)'],
    ['the derivative of tanh is 1-tanh(x)^2', '1-tanh(x)^2'],
    ['we have y = mx + b here', 'y = mx + b'],
    ['So x*y, right?', 'x*y'],
    ['q1: u*v. q2: u*v+w', 'u*v'],
    // a command
    ['/grad a*b --detail full', 'a*b --detail full'],
    ['try this:\ngrad a*b a=2', 'a*b a=2'],
    // with a mistake, which is for the command to explain
    ['a*', 'a*'],
    ['Why is `a*(b` wrong?', 'a*(b'],
  ])('%j → %j', (text, formula) => {
    expect(findFormula(text)).toBe(formula);
  });

  it.each([
    '',
    'Hello there',
    '5',
    'softmax',
    'Thanks, see you at 10/12',
    'and/or well-known',
    'I think x is 3',
    'I have 3 apples and 4 pears',
    'the net (with 3 layers) learns',
    'loss went from 0.5 to 0.1 (great!)',
    'C++ is nice',
    'use --lr 0.1, lr=0.1 works better',
    "Let's do it - ok?",
    'https://example.org/a*b+c and a+b@example.org',
  ])('is not there: %j', (text) => {
    expect(findFormula(text)).toBeUndefined();
  });

  it('throws nothing for any text, however long', () => {
    const pieces = fc.constantFrom(
      ...'abL01.+-*/^()=,;:!?` \n$\\',
      'tanh(',
      'with ',
      'x1*x2 ',
      '```',
      'd/dx ',
      'word ',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 60 }), (parts) => void findFormula(parts.join(''))),
      { numRuns: 300 },
    );
    for (const part of ['a*b+c and (x ', '((', 'x1*x2 ', 'a. b*', '`a*` ']) findFormula(part.repeat(2000));
  });
});
