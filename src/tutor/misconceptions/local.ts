import type { Misconception } from './misconception.ts';

/** Mistakes in the local derivative of a sum, a product, a quotient or a power. */
export const LOCAL_MISCONCEPTIONS = {
  'factors-not-swapped': {
    title: 'factors of × not swapped',
    sentence: 'You gave a factor its own value: × swaps, so each factor gets the value of the other.',
    local: { mul: ['a', 'b'] },
  },
  'product-copied': {
    title: '× treated like +',
    sentence: 'You passed the gradient through × unchanged: only + copies, × multiplies by the other factor.',
    local: { mul: ['1', '1'] },
    narrower: ['product-derivative-added', 'inner-derivative-forgotten'],
  },
  'sum-swapped': {
    title: '+ treated like ×',
    sentence: 'You multiplied by the other term: that is what × does, + and − copy the gradient.',
    local: { add: ['b', 'a'], sub: ['b', '-a'] },
  },
  'result-for-derivative': {
    title: 'result for its derivative',
    sentence: 'You gave the result of the operation: its derivative says how the result changes, not what it is.',
    local: { add: ['out', 'out'], sub: ['out', 'out'], mul: ['out', 'out'], div: ['out', 'out'] },
  },
  'minus-sign-lost': {
    title: 'sign of − lost',
    sentence: 'You lost the sign: a minus sends the gradient on with its sign flipped.',
    local: { sub: ['1', '1'], neg: ['1'] },
  },
  'minus-flips-first': {
    title: '− flips the wrong term',
    sentence: 'You flipped the sign of the first term: `a - b` copies to `a` and flips for `b`.',
    local: { sub: ['-1', '1'] },
  },
  'quotient-halves-swapped': {
    title: 'halves of the quotient rule swapped',
    sentence:
      'You swapped the halves of the quotient rule: of `a/b` the numerator gets `1/b`, the denominator `-a/b^2`.',
    local: { div: ['-a/b^2', '1/b'] },
  },
  'quotient-sign-lost': {
    title: 'sign of the quotient rule lost',
    sentence: 'You lost the minus of the quotient rule: a larger denominator makes the quotient smaller, `-a/b^2`.',
    local: { div: [undefined, 'a/b^2'] },
    slope: { quotient: ['(du*v+u*dv)/v^2'] },
  },
  'quotient-not-squared': {
    title: 'denominator not squared',
    sentence: 'You divided once only: the denominator of `a/b` gets `-a/b^2`, with the square.',
    local: { div: [undefined, '-a/b'] },
    slope: { quotient: ['(du*v-u*dv)/v'] },
  },
  'quotient-as-product': {
    title: '/ treated like ×',
    sentence: 'You swapped as in a product: of `a/b` the numerator gets `1/b`, the denominator `-a/b^2`.',
    local: { div: ['b', 'a'] },
  },
  'power-exponent-dropped': {
    title: 'power rule without its exponent',
    sentence: 'You lowered the exponent without bringing it down in front: `x^n` has the slope `n*x^(n-1)`.',
    local: { pow: ['a^(b-1)'] },
  },
  'power-not-lowered': {
    title: 'exponent not lowered',
    sentence: 'You brought the exponent down in front without lowering it: `x^n` has the slope `n*x^(n-1)`.',
    local: { pow: ['b*a^b'] },
  },
} satisfies Record<string, Misconception>;
