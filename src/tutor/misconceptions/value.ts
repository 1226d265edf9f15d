import type { Misconception } from './index.ts';

/** Mistakes in a forward pass. What they do to it stands in `forward.ts`. */
export const VALUE_MISCONCEPTIONS = {
  'sum-for-product': {
    title: '× computed as +',
    sentence: 'You added where the formula multiplies.',
  },
  'product-for-sum': {
    title: '+ computed as ×',
    sentence: 'You multiplied where the formula adds.',
  },
  'sizes-added': {
    title: 'signs left out of a sum',
    sentence: 'You added the sizes: one of the terms is negative.',
  },
  'difference-turned-round': {
    title: 'difference turned round',
    sentence: 'You subtracted the wrong way round: `a - b` takes `b` away from `a`.',
  },
  'sum-for-difference': {
    title: '− computed as +',
    sentence: 'You added where the formula subtracts.',
  },
  'power-sign-lost': {
    title: 'sign of a power lost',
    sentence: 'You lost the sign of a power: an even power of a negative number is positive, an odd one negative.',
  },
  'difference-for-sum': {
    title: '+ computed as −',
    sentence: 'You subtracted where the formula adds.',
  },
  'quotient-for-product': {
    title: '× computed as /',
    sentence: 'You divided where the formula multiplies.',
  },
  'power-turned-round': {
    title: 'base and exponent turned round',
    sentence: 'You took the exponent for the base: `x^2` is `x*x`, not `2^x`.',
  },
  'power-one-factor-short': {
    title: 'one factor short',
    sentence: 'You multiplied once too few: `x^3` has three factors `x`.',
  },
  'product-for-quotient': {
    title: '/ computed as ×',
    sentence: 'You multiplied where the formula divides.',
  },
  'relu-taken-for-abs': {
    title: 'relu computed as abs',
    sentence: 'You dropped the sign: relu gives 0 for every input below 0.',
  },
  'brackets-ignored': {
    title: 'brackets ignored',
    sentence: 'You left the brackets aside: what stands in them comes first.',
  },
  'left-to-right': {
    title: 'worked from left to right',
    sentence: 'You worked from left to right: brackets come first, then × and /, then + and −.',
  },
  'double-minus-lost': {
    title: 'sign lost in the forward pass',
    sentence: 'You lost a sign in the forward pass: taking away a negative number adds its size.',
  },
  'power-as-product': {
    title: 'power taken for a product',
    sentence: 'You treated the power as a multiple: `x^2` is `x*x`, not `2*x`.',
  },
  'quotient-upside-down': {
    title: 'quotient upside down',
    sentence: 'You divided the wrong way round: `a/b` is `a` divided by `b`.',
  },
  'activation-skipped': {
    title: 'activation skipped in the forward pass',
    sentence: 'You stopped before the activation: its output is asked for, not its input.',
  },
  'term-forgotten': {
    title: 'a term forgotten',
    sentence: 'You left out a term of the sum.',
  },
  'product-sign-lost': {
    title: 'sign of a product lost',
    sentence: 'You lost a sign in a product: two negative factors give a positive one, one negative a negative one.',
  },
} satisfies Record<string, Misconception>;
