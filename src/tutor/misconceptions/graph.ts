import type { Misconception } from './index.ts';

/** Mistakes on the way back through a graph: in a local derivative, in the chain rule, or in the order of the nodes. */
export const GRAPH_MISCONCEPTIONS = {
  'accumulate-overwrites': {
    title: '`=` instead of `+=`',
    sentence: 'You kept only the last contribution: `=` where `+=` belongs.',
  },
  'path-forgotten': {
    title: 'one path forgotten',
    sentence: 'You followed one path and left out another: the contributions of all uses add up.',
  },
  'paths-multiplied': {
    title: 'paths multiplied',
    sentence:
      'You multiplied the contributions of several paths. Along a path factors multiply, between paths they add.',
  },
  'upstream-dropped': {
    title: 'upstream dropped',
    sentence: 'You left out the upstream gradient: the local derivative is multiplied by it.',
  },
  'local-for-global': {
    title: 'local taken for global',
    sentence:
      'You gave the local derivative of the last hop alone: the gradient is the product of all hops from the output.',
  },
  'upstream-added': {
    title: 'upstream added',
    sentence: 'You added the upstream gradient and the local derivative: along a path they multiply.',
  },
  'stopped-a-hop-early': {
    title: 'stopped one hop early',
    sentence:
      'You stopped one hop early: the upstream gradient still has to be multiplied by the last local derivative.',
  },
  'own-local': {
    title: 'looked at its inputs',
    sentence:
      'You took the derivative of this value by its own input. What counts is how the output depends on this value.',
  },
  'value-for-gradient': {
    title: 'value for gradient',
    sentence: 'You took the value (`data`) where the gradient (`grad`) counts.',
  },
  'sign-flipped': {
    title: 'wrong sign',
    sentence: 'The size is right and the sign is not: follow each minus once more.',
  },
  'factors-not-swapped': {
    title: 'factors of × not swapped',
    sentence: 'You gave a factor its own value: × swaps, so each factor gets the value of the other.',
  },
  'product-copied': {
    title: '× treated like +',
    sentence: 'You passed the gradient through × unchanged: only + copies, × multiplies by the other factor.',
  },
  'sum-swapped': {
    title: '+ treated like ×',
    sentence: 'You multiplied by the other term: that is what × does, + and − copy the gradient.',
  },
  'result-for-derivative': {
    title: 'result for its derivative',
    sentence: 'You gave the result of the operation: its derivative says how the result changes, not what it is.',
  },
  'minus-sign-lost': {
    title: 'sign of − lost',
    sentence: 'You lost the sign: a minus sends the gradient on with its sign flipped.',
  },
  'minus-flips-first': {
    title: '− flips the wrong term',
    sentence: 'You flipped the sign of the first term: `a - b` copies to `a` and flips for `b`.',
  },
  'quotient-halves-swapped': {
    title: 'halves of the quotient rule swapped',
    sentence:
      'You swapped the halves of the quotient rule: of `a/b` the numerator gets `1/b`, the denominator `-a/b^2`.',
  },
  'quotient-sign-lost': {
    title: 'sign of the quotient rule lost',
    sentence: 'You lost the minus of the quotient rule: a larger denominator makes the quotient smaller, `-a/b^2`.',
  },
  'quotient-not-squared': {
    title: 'denominator not squared',
    sentence: 'You divided once only: the denominator of `a/b` gets `-a/b^2`, with the square.',
  },
  'quotient-as-product': {
    title: '/ treated like ×',
    sentence: 'You swapped as in a product: of `a/b` the numerator gets `1/b`, the denominator `-a/b^2`.',
  },
  'power-exponent-dropped': {
    title: 'power rule without its exponent',
    sentence: 'You lowered the exponent without bringing it down in front: `x^n` has the slope `n*x^(n-1)`.',
  },
  'power-not-lowered': {
    title: 'exponent not lowered',
    sentence: 'You brought the exponent down in front without lowering it: `x^n` has the slope `n*x^(n-1)`.',
  },
  'activation-slope-dropped': {
    title: 'slope of the activation dropped',
    sentence: 'You skipped the activation on the way back: its slope is one of the factors.',
  },
  'tanh-slope-of-input': {
    title: '`1 - x^2` for tanh',
    sentence: 'You put the input into the slope of tanh: it is `1 - out^2`, with the output.',
  },
  'tanh-slope-linear': {
    title: '`1 - out` for tanh',
    sentence: 'You left out the square: the slope of tanh is `1 - out^2`.',
  },
  'tanh-slope-is-square': {
    title: '`out^2` for tanh',
    sentence: 'You took `out^2` as the slope of tanh: that is what is lost, `1 - out^2` comes through.',
  },
  'activation-value-for-slope': {
    title: 'output of the activation for its slope',
    sentence: 'You multiplied by the output of the activation: on the way back it is the slope that counts.',
  },
  'slopes-confused': {
    title: 'slopes of tanh and sigmoid confused',
    sentence: 'You took the slope of the other activation: tanh has `1 - out^2`, sigmoid `out*(1 - out)`.',
  },
  'relu-passes-negative': {
    title: 'relu passes where it is shut',
    sentence: 'You let the gradient through a shut relu: with an input below 0 its slope is 0.',
  },
  'relu-leaks-input': {
    title: 'input of relu for its slope',
    sentence: 'You multiplied by the input of relu: its slope is 1 above 0 and 0 below, whatever the size.',
  },
  'relu-flips': {
    title: 'relu taken for abs',
    sentence: 'You flipped the sign below 0: that is abs. Relu stops the gradient there.',
  },
  'relu-always-shut': {
    title: 'relu stops what it should pass',
    sentence: 'You stopped the gradient at an open relu: with an input above 0 its slope is 1.',
  },
  'gradients-not-zeroed': {
    title: 'gradients not zeroed',
    sentence: 'This is the gradient counted twice, as after a second backward pass without setting `.grad` to 0.',
  },
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
