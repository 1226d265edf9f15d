import type { Misconception } from './misconception.ts';

/** Mistakes in the slope of an activation. */
export const ACTIVATION_MISCONCEPTIONS = {
  'activation-slope-dropped': {
    title: 'slope of the activation dropped',
    sentence: 'You skipped the activation on the way back: its slope is one of the factors.',
    local: { tanh: ['1'], tanhByExp: ['1'], sigmoid: ['1'] },
  },
  'activation-value-for-slope': {
    title: 'output of the activation for its slope',
    sentence: 'You multiplied by the output of the activation: on the way back it is the slope that counts.',
    local: { tanh: ['out'], tanhByExp: ['out'], sigmoid: ['out'] },
  },
  'tanh-slope-of-input': {
    title: '`1 - x^2` for tanh',
    sentence: 'You put the input into the slope of tanh: it is `1 - out^2`, with the output.',
    local: { tanh: ['1-a^2'], tanhByExp: ['1-a^2'] },
  },
  'tanh-slope-linear': {
    title: '`1 - out` for tanh',
    sentence: 'You left out the square: the slope of tanh is `1 - out^2`.',
    local: { tanh: ['1-out'], tanhByExp: ['1-out'] },
  },
  'tanh-slope-is-square': {
    title: '`out^2` for tanh',
    sentence: 'You took `out^2` as the slope of tanh: that is what is lost, `1 - out^2` comes through.',
    local: { tanh: ['out^2'], tanhByExp: ['out^2'] },
  },
  'slopes-confused': {
    title: 'slopes of tanh and sigmoid confused',
    sentence: 'You took the slope of the other activation: tanh has `1 - out^2`, sigmoid `out*(1 - out)`.',
    local: { tanh: ['out*(1-out)'], sigmoid: ['1-out^2'] },
  },
  'sigmoid-factor-lost': {
    title: '`1 - out` for sigmoid',
    sentence: 'You left out a factor: the slope of sigmoid is `out*(1 - out)`.',
    local: { sigmoid: ['1-out'] },
  },
  'sigmoid-slope-of-input': {
    title: 'input in the slope of sigmoid',
    sentence: 'You put the input into the slope of sigmoid: it is `out*(1 - out)`, with the output.',
    local: { sigmoid: ['a*(1-a)'] },
  },
  'relu-passes-negative': {
    title: 'relu passes where it is shut',
    sentence: 'You let the gradient through a shut relu: with an input below 0 its slope is 0.',
    local: { relu: ['1'] },
  },
  'relu-leaks-input': {
    title: 'input of relu for its slope',
    sentence: 'You multiplied by the input of relu: its slope is 1 above 0 and 0 below, whatever the size.',
    local: { relu: ['a'] },
  },
  'relu-flips': {
    title: 'relu taken for abs',
    sentence: 'You flipped the sign below 0: that is abs. Relu stops the gradient there.',
    local: { relu: ['abs(a)/a'] },
  },
  'relu-always-shut': {
    title: 'relu stops what it should pass',
    sentence: 'You stopped the gradient at an open relu: with an input above 0 its slope is 1.',
    local: { relu: ['0'] },
  },
} satisfies Record<string, Misconception>;
