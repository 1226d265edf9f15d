import type { Misconception } from './misconception.ts';

/** Mistakes about steps of gradient descent, learning rates and loss curves. */
export const STEP_MISCONCEPTIONS = {
  'step-uphill': {
    title: 'step uphill',
    sentence: 'You went uphill: the step is minus learning rate times gradient.',
  },
  'step-without-rate': {
    title: 'step without the learning rate',
    sentence: 'You subtracted the whole gradient: it is multiplied by the learning rate first.',
  },
  'step-sets-weight-to-gradient': {
    title: 'weight replaced by the step',
    sentence: 'You replaced the weight by the step: the step is added to what the weight was.',
  },
  'step-ignores-gradient': {
    title: 'step of the learning rate alone',
    sentence: 'You moved by the learning rate alone: the step is the learning rate times the gradient.',
  },
  'sign-ignored': {
    title: 'sign of the gradient ignored',
    sentence:
      'You moved without looking at the sign: a positive gradient asks for a smaller value, a negative one for a larger.',
  },
  'size-for-sign': {
    title: 'size taken for direction',
    sentence: 'You read a direction from the size of the gradient: the sign says where, the size says how steep.',
  },
  'zero-gradient-unseen': {
    title: 'gradient 0 overlooked',
    sentence: 'You moved along a gradient of 0: where the slope is 0, the step is 0.',
  },
  'step-amount-wrong': {
    title: 'gradient taken for the change',
    sentence: 'You took the gradient for the change itself: the change is about gradient times the move.',
  },
  'slope-ignored': {
    title: 'move taken for the change',
    sentence: 'You took the move for the change: the change is about gradient times the move.',
  },
  'rate-high-for-fast': {
    title: 'jumping curve taken for the better rate',
    sentence:
      'You gave the run that learns the highest rate: steps that are too long overshoot, and the loss jumps instead.',
  },
  'rate-low-for-fast': {
    title: 'slow curve taken for a higher rate',
    sentence:
      'You gave a slower run a higher rate: of two runs that both go down, the one with the higher rate is faster.',
  },
  'rates-reversed': {
    title: 'rates in reverse',
    sentence: 'You turned the rates round: the shortest steps make the run that hardly moves.',
  },
  'curve-rate-too-high': {
    title: 'blamed on a high learning rate',
    sentence:
      'You saw a learning rate that is too high: then the loss jumps up and down or blows up from the first steps on.',
  },
  'curve-rate-too-low': {
    title: 'blamed on a low learning rate',
    sentence: 'You saw a learning rate that is too low: then the loss falls steadily, but hardly moves.',
  },
  'curve-zero-grad-forgotten': {
    title: 'blamed on missing zero-grad',
    sentence: 'You saw gradients that are not reset: then a fall is followed by overshooting and long flat stretches.',
  },
  'curve-saturated': {
    title: 'blamed on saturation',
    sentence:
      'You saw saturation: then the loss stands still well above 0 from the start, because no gradient comes through.',
  },
  'curve-healthy': {
    title: 'taken for healthy',
    sentence: 'You saw a healthy run: then the loss falls quickly at first, then ever more slowly towards 0.',
  },
} satisfies Record<string, Misconception>;
