import type { Misconception } from './misconception.ts';

/** Mistakes about whole backward passes, the order of the nodes in them, and code that is right. */
export const PASS_MISCONCEPTIONS = {
  'second-pass-replaces': {
    title: 'a pass replaces the gradient',
    sentence: 'You let each backward pass replace the gradient: `backward()` adds to what `.grad` already holds.',
  },
  'passes-multiply': {
    title: 'passes multiplied',
    sentence: 'You multiplied the gradients of the passes: each `backward()` adds its own to `.grad`.',
  },
  'passes-cancel': {
    title: 'passes cancel',
    sentence: 'You let a further pass take the gradient away again: nothing sets `.grad` to 0 by itself.',
  },
  'pass-counted-once-more': {
    title: 'one pass too many',
    sentence: 'You counted one pass too many: `.grad` starts at 0, and each `backward()` adds the gradient once.',
  },
  'inner-gradients-kept': {
    title: 'inner gradients kept as well',
    sentence:
      'You let the inner values keep their gradients too: here they start at 0 in each pass, only the inputs add up.',
  },
  'ready-before-users': {
    title: 'node taken before its users',
    sentence:
      'You took a node whose gradient is not complete: every node that uses it must have run `_backward` first.',
  },
  'ready-forward-order': {
    title: 'forward order on the way back',
    sentence: 'You went on in the order of the forward pass: a backward pass starts at the output and goes back.',
  },
  'ready-leaf': {
    title: 'a leaf in place of an operation',
    sentence: 'You took an input: it has no `_backward` of its own, it only receives.',
  },
  'ready-already-done': {
    title: 'node taken twice',
    sentence: 'You took a node that has handed its gradient on already: each one runs `_backward` exactly once.',
  },
  'suspects-sum-rule': {
    title: 'right line of + suspected',
    sentence: 'That line is right: + copies, so each term gets `out.grad` as it is.',
  },
  'suspects-minus-rule': {
    title: 'right line of − suspected',
    sentence: 'That line is right: − copies to the first term and flips the sign for the second.',
  },
  'suspects-product-rule': {
    title: 'right line of × suspected',
    sentence: 'That line is right: × swaps, so each factor gets the value of the other, times `out.grad`.',
  },
  'suspects-quotient-rule': {
    title: 'right line of / suspected',
    sentence: 'That line is right: the numerator gets `1/b`, the denominator `-a/b^2`.',
  },
  'suspects-power-rule': {
    title: 'right line of a power suspected',
    sentence: 'That line is right: the exponent comes down in front and is lowered by one.',
  },
  'suspects-tanh-rule': {
    title: 'right line of tanh suspected',
    sentence: 'That line is right: its slope is `1 - out^2`, times `out.grad`.',
  },
  'suspects-relu-rule': {
    title: 'right line of relu suspected',
    sentence: 'That line is right: its slope is 1 above 0 and 0 elsewhere, times `out.grad`.',
  },
  'suspects-exp-rule': {
    title: 'right line of exp suspected',
    sentence: 'That line is right: its slope is its own output, times `out.grad`.',
  },
} satisfies Record<string, Misconception>;
