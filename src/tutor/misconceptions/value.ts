import { leftToRight, productsFirst } from './formula-row.ts';
import type { Misconception } from './misconception.ts';

/** Mistakes in a forward pass. */
export const VALUE_MISCONCEPTIONS = {
  'sum-for-product': {
    title: '× computed as +',
    sentence: 'You added where the formula multiplies.',
    forward: { mul: (a, b) => a + b },
  },
  'product-for-sum': {
    title: '+ computed as ×',
    sentence: 'You multiplied where the formula adds.',
    forward: { add: (a, b) => a * b },
  },
  'sizes-added': {
    title: 'signs left out of a sum',
    sentence: 'You added the sizes: one of the terms is negative.',
    forward: { add: (a, b) => (a < 0 !== b < 0 ? Math.abs(a) + Math.abs(b) : undefined) },
  },
  'product-sign-lost': {
    title: 'sign of a product lost',
    sentence: 'You lost a sign in a product: two negative factors give a positive one, one negative a negative one.',
    forward: {
      mul: (a, b) => (a < 0 || b < 0 ? -a * b : undefined),
      div: (a, b) => (a < 0 || b < 0 ? -a / b : undefined),
    },
  },
  'double-minus-lost': {
    title: 'sign lost in the forward pass',
    sentence: 'You lost a sign in the forward pass: taking away a negative number adds its size.',
    forward: { sub: (a, b) => (b < 0 ? a + b : undefined), neg: (a) => (a < 0 ? a : undefined) },
  },
  'difference-turned-round': {
    title: 'difference turned round',
    sentence: 'You subtracted the wrong way round: `a - b` takes `b` away from `a`.',
    forward: { sub: (a, b) => b - a },
  },
  'sum-for-difference': {
    title: '− computed as +',
    sentence: 'You added where the formula subtracts.',
    forward: { sub: (a, b) => a + b },
  },
  'power-as-product': {
    title: 'power taken for a product',
    sentence: 'You treated the power as a multiple: `x^2` is `x*x`, not `2*x`.',
    local: { pow: ['b'] },
    forward: { pow: (a, b) => a * b },
  },
  'power-sign-lost': {
    title: 'sign of a power lost',
    sentence: 'You lost the sign of a power: an even power of a negative number is positive, an odd one negative.',
    forward: { pow: (a, b) => (a < 0 ? -(a ** b) : undefined) },
  },
  'quotient-upside-down': {
    title: 'quotient upside down',
    sentence: 'You divided the wrong way round: `a/b` is `a` divided by `b`.',
    forward: { div: (a, b) => b / a },
  },
  'product-for-quotient': {
    title: '/ computed as ×',
    sentence: 'You multiplied where the formula divides.',
    forward: { div: (a, b) => a * b },
  },
  'activation-skipped': {
    title: 'activation skipped in the forward pass',
    sentence: 'You stopped before the activation: its output is asked for, not its input.',
    forward: { tanh: (a) => a, relu: (a) => a },
  },
  'relu-taken-for-abs': {
    title: 'relu computed as abs',
    sentence: 'You dropped the sign: relu gives 0 for every input below 0.',
    forward: { relu: (a) => Math.abs(a) },
  },
  'term-forgotten': {
    title: 'a term forgotten',
    sentence: 'You left out a term of the sum.',
    forward: { add: (a) => a, sub: (a) => a },
  },
  'difference-for-sum': {
    title: '+ computed as −',
    sentence: 'You subtracted where the formula adds.',
    forward: { add: (a, b) => a - b },
  },
  'quotient-for-product': {
    title: '× computed as /',
    sentence: 'You divided where the formula multiplies.',
    forward: { mul: (a, b) => a / b },
  },
  'power-turned-round': {
    title: 'base and exponent turned round',
    sentence: 'You took the exponent for the base: `x^2` is `x*x`, not `2^x`.',
    forward: { pow: (a, b) => b ** a },
  },
  'power-one-factor-short': {
    title: 'one factor short',
    sentence: 'You multiplied once too few: `x^3` has three factors `x`.',
    forward: { pow: (a, b) => a ** (b - 1) },
  },
  'brackets-ignored': {
    title: 'brackets ignored',
    sentence: 'You left the brackets aside: what stands in them comes first.',
    formula: (row) => leftToRight(productsFirst(row)),
  },
  'left-to-right': {
    title: 'worked from left to right',
    sentence: 'You worked from left to right: brackets come first, then × and /, then + and −.',
    formula: leftToRight,
  },
} satisfies Record<string, Misconception>;
