import { describe, expect, it } from 'vitest';
import { checkDerivative } from '../../../src/tutor/check-derivative.ts';
import { MISCONCEPTIONS, type MisconceptionName } from '../../../src/tutor/misconceptions/index.ts';
import { formula } from '../../expression/read.ts';

/** Worked out by hand: formula, what somebody with the misconception gets for its derivative by x, and its name. */
const BY_HAND: readonly [text: string, wrong: string, bug: MisconceptionName][] = [
  ['x*sin(x)', 'cos(x)', 'product-of-derivatives'],
  ['x*sin(x)', 'sin(x)', 'product-term-lost'],
  ['x*sin(x)', 'sin(x)-x*cos(x)', 'product-with-minus'],
  ['x*sin(x)', '1+cos(x)', 'product-derivative-added'],
  ['sin(x)/x', 'cos(x)', 'quotient-of-derivatives'],
  ['sin(x)/x', '(sin(x)-x*cos(x))/x^2', 'quotient-turned-round'],
  ['sin(x)/x', 'x*cos(x)-sin(x)', 'quotient-denominator-lost'],
  ['sin(x)/x', 'cos(x)/x', 'quotient-term-lost'],
  ['sin(x)/(x+1)', '(cos(x)*(x+1)-sin(x))/(x+1)^3', 'quotient-squared-wrongly'],
  ['sin(x^2)', 'cos(x^2)', 'inner-derivative-forgotten'],
  ['sin(x^2)', 'cos(x^2)*4*x^2', 'inner-derivative-twice'],
  ['sin(x^2)', 'cos(2x)', 'derivative-inside'],
  ['sin(x^2)', 'cos(x^2)/(2x)', 'inner-derivative-divided'],
  ['sin(x^2)', 'cos(x^2)+2x', 'inner-derivative-added'],
  ['sin(x^2)', '2x', 'outer-derivative-forgotten'],
  ['exp(x^2)*x', 'x*exp(x^2)+exp(x^2)', 'inner-derivative-forgotten'],
  ['log(x^2+1)', '2*x*log(x^2+1)', 'outer-function-kept'],
  ['x^4', '4*x^2', 'power-lowered-too-far'],
  ['x^-2', '-2*x^-1', 'power-raised'],
  ['x^4', '3*x^3', 'power-factor-lowered'],
  ['x^-3', '3*x^-4', 'power-sign-of-exponent'],
  ['x^3', 'x^3*log(x)', 'power-as-exponential'],
  ['2^x', 'x*2^(x-1)', 'exponential-as-power'],
  ['2^x', '2^x', 'exponential-log-lost'],
  ['2^x', '2^x/log(2)', 'exponential-log-of-exponent'],
  ['x^x', 'x^x*log(x)', 'base-and-exponent-one-rule'],
  ['sin(3*x)', '3*cos(x)', 'inside-forgotten'],
  ['(3*x+1)^4', '12*x^3', 'inside-forgotten'],
  ['x*y', 'x+y', 'factors-added'],
  ['x*sin(x)', 'x+sin(x)', 'factors-added'],
  ['tanh(x)', '1/cosh(x)', 'tanh-cosh-not-squared'],
  ['asin(x)', '1/sin(x)', 'inverse-as-reciprocal'],
  ['atan(x)', '-1/sin(x)^2', 'inverse-as-reciprocal'],
  ['x^2+3', '2*x+3', 'constant-kept'],
  ['x^2+3', '2*x+1', 'constant-gives-one'],
  ['5*sin(x)', 'cos(x)', 'constant-factor-lost'],
  ['5*sin(x)', 'sin(x)+5*cos(x)', 'constant-factor-differentiated'],
  ['sin(x)/5', '5*cos(x)', 'constant-factor-upside-down'],
  ['5*sin(x)', '25*cos(x)', 'constant-factor-squared'],
  ['sin(x)+x^3', 'cos(x)', 'sum-term-lost'],
  ['sin(x)+x^3', 'cos(x)-3*x^2', 'sum-sign-flipped'],
  ['sin(x)+x^3', '3*x^2*cos(x)', 'sum-multiplied'],
  ['x^3+sin(x)', 'x^4/4-cos(x)', 'integral-for-derivative'],
  ['x^3*tanh(x)', 'x^3*tanh(x)', 'not-differentiated'],
  ['x^3', '6*x', 'differentiated-twice'],
  ['x^2*y^3', '3*x^2*y^2', 'other-name'],
  ['sin(x)', '-cos(x)', 'sine-sign-wrong'],
  ['cos(x)', 'sin(x)', 'cosine-sign-lost'],
  ['sin(x)', 'sin(x)', 'sine-cosine-confused'],
  ['tan(x)', '1/cos(x)', 'tan-slope-wrong'],
  ['log(x)', '1/log(x)', 'log-of-slope'],
  ['log(x)', 'x', 'log-slope-upside-down'],
  ['log(x)', '-1/x^2', 'log-slope-squared'],
  ['log2(x)', '1/x', 'log-base-wrong'],
  ['sqrt(x)', '1/sqrt(x)', 'sqrt-half-lost'],
  ['sqrt(x)', 'sqrt(x)/2', 'sqrt-not-lowered'],
  ['sqrt(x)', '1/(2*x)', 'sqrt-root-lost'],
  ['sqrt(x)', '-1/(2*sqrt(x))', 'sqrt-sign-wrong'],
  ['tanh(x)', '1/cos(x)^2', 'tanh-slope-of-tan'],
  ['tanh(x)', '1+tanh(x)^2', 'tanh-slope-of-sum'],
  ['tanh(x)', '(1-tanh(x))^2', 'tanh-slope-square-misplaced'],
  ['sigmoid(x)', '1-sigmoid(x)', 'sigmoid-slope-wrong'],
  ['exp(x)', 'exp(-x)', 'exp-slope-wrong'],
  ['abs(x)*x', 'abs(x)+x', 'abs-as-identity'],
  ['max(x, 3*x-1)', '4', 'max-both'],
  ['max(x, 3*x-1)', '1+2*(x>(3*x-1))', 'max-loser'],
  ['atan(x)', '1/(1-x^2)', 'arcus-slope-wrong'],
  ['cosh(x)', '-sinh(x)', 'hyperbolic-as-circular'],
];

const namesFor = (text: string, wrong: string): string[] => {
  const { diagnoses } = checkDerivative(formula(text), 'x', wrong).reasons;
  return diagnoses.map(({ name }): string => name);
};

describe('mistakes with the rules of differentiation', () => {
  it.each(BY_HAND)('of %s the answer %s: %s', (text, wrong, bug) => {
    const names = namesFor(text, wrong);
    expect(names).toContain(bug);
    expect(names.length).toBeLessThanOrEqual(2);
  });

  it('are all here', () => {
    const missing = Object.entries(MISCONCEPTIONS).filter(
      ([name, bug]) =>
        ('slope' in bug || 'whole' in bug) && 'typedOnly' in bug && !BY_HAND.some(([, , tried]) => tried === name),
    );
    expect(missing.map(([name]) => name)).toEqual([]);
  });

  it('may be made in one place of several, which is named', () => {
    const { diagnoses } = checkDerivative(formula('sin(x^2)+cos(x^3)'), 'x', '2*x*cos(x^2)-sin(x^3)').reasons;
    expect(diagnoses.map(({ name, place }) => [name, place])).toContainEqual([
      'inner-derivative-forgotten',
      'd/dx(cos(x^3)) = -3*x^2*sin(x^3)',
    ]);
  });

  it('may be two together, where they fit exactly, and else nothing is said', () => {
    const two = checkDerivative(formula('x^3*sin(x^2)'), 'x', 'x^2*sin(x^2)+x^3*cos(x^2)').reasons;
    expect([two.together, two.diagnoses.map(({ name }) => name)]).toEqual([
      true,
      ['power-exponent-dropped', 'inner-derivative-forgotten'],
    ]);
    expect(namesFor('x^3*sin(x^2)', '1.01*(x^2*sin(x^2)+x^3*cos(x^2))')).toEqual([]);
  });
});
