import type { Misconception } from './misconception.ts';

/** Mistakes in the chain rule: how contributions are made and how they join. */
export const CHAIN_MISCONCEPTIONS = {
  'accumulate-overwrites': {
    title: '`=` instead of `+=`',
    sentence: 'You kept only the last contribution: `=` where `+=` belongs.',
    chain: { accumulate: (_before, contribution) => contribution },
  },
  'path-forgotten': {
    title: 'one path forgotten',
    sentence: 'You followed one path and left out another: the contributions of all uses add up.',
    chain: { accumulate: (before) => before },
  },
  'paths-multiplied': {
    title: 'paths multiplied',
    sentence:
      'You multiplied the contributions of several paths. Along a path factors multiply, between paths they add.',
    chain: { accumulate: (before, contribution) => before * contribution },
  },
  'upstream-dropped': {
    title: 'upstream dropped',
    sentence: 'You left out the upstream gradient: the local derivative is multiplied by it.',
    chain: { contribution: ({ firstWithUpstream, local }) => (firstWithUpstream ? local : undefined) },
  },
  'local-for-global': {
    title: 'local taken for global',
    sentence:
      'You gave the local derivative of the last hop alone: the gradient is the product of all hops from the output.',
    chain: { contribution: ({ local }) => local },
    narrower: ['upstream-dropped'],
  },
  'upstream-added': {
    title: 'upstream added',
    sentence: 'You added the upstream gradient and the local derivative: along a path they multiply.',
    chain: {
      contribution: ({ atOutput, upstream, local }) => (atOutput ? local : upstream + local),
    },
  },
  'stopped-a-hop-early': {
    title: 'stopped one hop early',
    sentence:
      'You stopped one hop early: the upstream gradient still has to be multiplied by the last local derivative.',
    chain: {
      contribution: ({ last, atOutput, upstream }) => (last && !atOutput ? upstream : undefined),
    },
    narrower: ['activation-slope-dropped', 'relu-passes-negative', 'product-copied', 'inner-derivative-forgotten'],
  },
  'own-local': {
    title: 'looked at its inputs',
    sentence:
      'You took the derivative of this value by its own input. What counts is how the output depends on this value.',
    chain: { answer: (_gradient, { tape }, { id }) => (tape.isLeaf(id) ? undefined : tape.locals[2 * id]) },
  },
  'value-for-gradient': {
    title: 'value for gradient',
    sentence: 'You took the value (`data`) where the gradient (`grad`) counts.',
    chain: { answer: (_gradient, { tape }, { id }) => tape.data[id] },
  },
  'sign-flipped': {
    title: 'wrong sign',
    sentence: 'The size is right and the sign is not: follow each minus once more.',
    chain: { answer: (gradient) => -gradient },
    output: (value) => -value,
    narrower: [
      'minus-sign-lost',
      'minus-flips-first',
      'quotient-sign-lost',
      'relu-flips',
      'quotient-turned-round',
      'sine-sign-wrong',
      'cosine-sign-lost',
      'sqrt-sign-wrong',
      'exp-slope-wrong',
      'power-sign-of-exponent',
      'arcus-slope-wrong',
      'hyperbolic-as-circular',
      'tanh-slope-square-misplaced',
    ],
  },
  'gradients-not-zeroed': {
    title: 'gradients not zeroed',
    sentence: 'This is the gradient counted twice, as after a second backward pass without setting `.grad` to 0.',
    chain: { answer: (gradient) => 2 * gradient },
  },
} satisfies Record<string, Misconception>;
