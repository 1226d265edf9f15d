import type { Misconception } from './misconception.ts';

/** Mistakes in the derivative of one function; see `WrongSlopes` for the letters. */
export const FUNCTION_MISCONCEPTIONS = {
  'sine-sign-wrong': {
    title: 'minus in the derivative of sin',
    sentence: 'You put a minus before the derivative of sin: it is `cos`; the minus belongs to the derivative of cos.',
    slope: { sin: ['-cos(u)*du', '-cos(u)'] },
    typedOnly: true,
  },
  'cosine-sign-lost': {
    title: 'minus in the derivative of cos lost',
    sentence: 'You lost the minus: the derivative of `cos(x)` is `-sin(x)`.',
    slope: { cos: ['sin(u)*du', 'sin(u)'] },
    typedOnly: true,
  },
  'sine-cosine-confused': {
    title: 'sin and cos confused',
    sentence: 'You kept sin as sin, or cos as cos: the slope of sin is `cos`, that of cos is `-sin`.',
    slope: { sin: ['sin(u)*du', '-sin(u)*du'], cos: ['cos(u)*du', '-cos(u)*du'] },
    typedOnly: true,
  },
  'tan-slope-wrong': {
    title: 'wrong slope of tan',
    sentence: 'You took another slope of tan: it is `1/cos(x)^2`, the same as `1 + tan(x)^2`.',
    slope: {
      tan: ['du/cos(u)', 'du*cos(u)^2', 'du*(1-out^2)', 'du*(1+out)', 'du/sin(u)^2', '-du/cos(u)^2', 'du*out^2'],
    },
    typedOnly: true,
  },
  'log-of-slope': {
    title: '`1/log(x)` for log',
    sentence: 'You divided by the logarithm: the slope of `log(x)` is `1/x`.',
    slope: { log: ['du/out', '1/out'], log2: ['du/out'], log10: ['du/out'] },
    typedOnly: true,
  },
  'log-slope-upside-down': {
    title: '`x` for `1/x`',
    sentence: 'You turned the slope of log upside down: it is `1/x`, flat far out.',
    slope: { log: ['u*du', 'u'], log2: ['u*du'], log10: ['u*du'] },
    typedOnly: true,
  },
  'log-slope-squared': {
    title: '`-1/x^2` for log',
    sentence: 'You differentiated once more: the slope of `log(x)` is `1/x`, that of `1/x` is `-1/x^2`.',
    slope: { log: ['-du/u^2', 'du/u^2'], log2: ['-du/u^2'], log10: ['-du/u^2'] },
    typedOnly: true,
  },
  'log-base-wrong': {
    title: 'factor of the base of log',
    sentence:
      'You took the slope of a log with another base: `log` has `1/x`, `log2` `1/(x*log(2))`, `log10` `1/(x*log(10))`.',
    slope: {
      log: ['du/(u*log(10))', 'du/(u*log(2))'],
      log2: ['du/u', 'du*log(2)/u', 'du/(u*log(10))'],
      log10: ['du/u', 'du*log(10)/u', 'du/(u*log(2))'],
    },
    typedOnly: true,
  },
  'sqrt-half-lost': {
    title: 'factor 1/2 of sqrt lost',
    sentence: 'You lost the factor 1/2: the slope of `sqrt(x)` is `1/(2*sqrt(x))`.',
    slope: { sqrt: ['du/out', '1/out'] },
    typedOnly: true,
  },
  'sqrt-not-lowered': {
    title: 'exponent of sqrt not lowered',
    sentence: 'You kept the root on top: the slope of `sqrt(x)` is `1/(2*sqrt(x))`.',
    slope: { sqrt: ['out/2*du', '2*out*du', 'out/2'] },
    typedOnly: true,
  },
  'sqrt-root-lost': {
    title: 'root in the slope of sqrt lost',
    sentence: 'You lost the root: the slope of `sqrt(x)` is `1/(2*sqrt(x))`.',
    slope: { sqrt: ['du/(2*u)', '1/(2*u)', 'du/2'] },
    typedOnly: true,
  },
  'sqrt-sign-wrong': {
    title: 'minus in the slope of sqrt',
    sentence: 'You put a minus there: the slope of `sqrt(x)` is `1/(2*sqrt(x))`, it rises everywhere.',
    slope: { sqrt: ['-du/(2*out)', '-du/(2*out^3)'] },
    typedOnly: true,
  },
  'tanh-slope-of-tan': {
    title: 'slope of tan for tanh',
    sentence: 'You took the slope of tan: of tanh it is `1 - tanh(x)^2`, or `1/cosh(x)^2` with an h.',
    slope: { tanh: ['du/cos(u)^2', 'du/cos(u)', '1/cos(u)^2'], tanhByExp: ['du/cos(u)^2'] },
    typedOnly: true,
  },
  'tanh-slope-of-sum': {
    title: '`1 + out^2` for tanh',
    sentence: 'You added the square: the slope of tanh is `1 - out^2`, and never above 1.',
    slope: { tanh: ['du*(1+out^2)', 'du*(1+out)'], tanhByExp: ['du*(1+out^2)'] },
    typedOnly: true,
  },
  'tanh-slope-square-misplaced': {
    title: 'square of the slope of tanh misplaced',
    sentence: 'You squared something else: the slope of tanh is `1 - out^2`.',
    slope: {
      tanh: ['du*(1-out)^2', 'du*(out^2-1)', 'du*2*out', 'du*(1-out^2)^2', 'du*(1-tanh(u^2))'],
      tanhByExp: ['du*(1-out)^2'],
    },
    typedOnly: true,
  },
  'tanh-cosh-not-squared': {
    title: '`1/cosh` for tanh',
    sentence: 'You left out the square: the slope of tanh is `1/cosh(x)^2`, the same as `1 - tanh(x)^2`.',
    slope: { tanh: ['du/cosh(u)', '1/cosh(u)'], tanhByExp: ['du/cosh(u)'] },
    typedOnly: true,
  },
  'sigmoid-slope-wrong': {
    title: 'wrong slope of sigmoid',
    sentence: 'You took another slope of sigmoid: it is `out*(1 - out)`.',
    slope: {
      sigmoid: [
        'du*(1-out)',
        'du*out*(1+out)',
        'du*(out-1)',
        'du*out^2',
        'du*u*(1-u)',
        'du*out*(out-1)',
        'du*(1-out)^2',
      ],
    },
    typedOnly: true,
  },
  'inverse-as-reciprocal': {
    title: 'inverse function taken for a reciprocal',
    sentence:
      'You took the inverse function for one divided by the function: `asin(x)` is the angle whose sine is `x`, not `1/sin(x)`.',
    slope: {
      asin: ['du/sin(u)', '-cos(u)/sin(u)^2*du', 'cos(u)/sin(u)^2*du'],
      acos: ['du/cos(u)', 'sin(u)/cos(u)^2*du', '-du/cos(u)'],
      atan: ['du/tan(u)', '-du/sin(u)^2', 'du*cos(u)^2/sin(u)^2'],
    },
    typedOnly: true,
  },
  'exp-slope-wrong': {
    title: 'wrong slope of exp',
    sentence: 'You changed exp: it is its own slope, times the inner derivative.',
    slope: { exp: ['du*u*out', 'du*exp(u-1)', 'du*u', '-du*out', 'du/out'] },
    typedOnly: true,
  },
  'abs-as-identity': {
    title: 'sign of abs lost',
    sentence: 'You let abs pass everything: below 0 it flips the sign, so its slope is `sign(x)`.',
    slope: { abs: ['du', '1', 'out*du'] },
    typedOnly: true,
  },
  'max-both': {
    title: 'max and min to both operands',
    sentence: 'You gave both operands a share: max and min hand all of the gradient to the one that is taken.',
    slope: { choice: ['du+dv'] },
    typedOnly: true,
  },
  'max-loser': {
    title: 'max and min to the wrong operand',
    sentence:
      'You gave the gradient to the operand that is not taken: it goes to the larger for max, the smaller for min.',
    slope: { choice: ['(1-first)*du+first*dv'] },
    typedOnly: true,
  },
  'arcus-slope-wrong': {
    title: 'wrong slope of an inverse function',
    sentence: 'You took another slope: `asin` has `1/sqrt(1-x^2)`, `acos` the same with a minus, `atan` `1/(1+x^2)`.',
    slope: {
      asin: ['-du/sqrt(1-u^2)', 'du/(1-u^2)', 'du/sqrt(1+u^2)', 'du/(1+u^2)', 'du/cos(u)', 'du*sqrt(1-u^2)'],
      acos: ['du/sqrt(1-u^2)', '-du/(1-u^2)', '-du/sqrt(1+u^2)', 'du/(1+u^2)', '-du/sin(u)', '-du*sqrt(1-u^2)'],
      atan: ['-du/(1+u^2)', 'du/(1-u^2)', 'du/sqrt(1+u^2)', 'du/sqrt(1-u^2)', 'du/(1+u)', 'du*cos(u)^2', 'du*(1+u^2)'],
    },
    typedOnly: true,
  },
  'hyperbolic-as-circular': {
    title: 'sinh and cosh taken for sin and cos',
    sentence: 'You took the rules of sin and cos: `sinh` has the slope `cosh`, and `cosh` has `sinh` without a minus.',
    slope: { sinh: ['du*cos(u)', '-du*cosh(u)', 'du*out'], cosh: ['-du*sinh(u)', '-du*sin(u)', 'du*out'] },
    typedOnly: true,
  },
} satisfies Record<string, Misconception>;
