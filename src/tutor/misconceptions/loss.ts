import type { Misconception } from './misconception.ts';

/** Mistakes about the value and the slope of a loss. */
export const LOSS_MISCONCEPTIONS = {
  'loss-factor-two-lost': {
    title: 'factor 2 of the loss lost',
    sentence: 'You lost the factor 2: `(out - y)^2` has the slope `2*(out - y)`.',
  },
  'loss-sign-flipped': {
    title: 'sign of the loss slope flipped',
    sentence: 'You turned the difference round: the slope by the output is `2*(out - y)`, output minus target.',
  },
  'loss-mean-for-sum': {
    title: 'mean for sum',
    sentence: 'You took the mean: this loss is the sum over all targets.',
  },
  'loss-sum-for-mean': {
    title: 'sum for mean',
    sentence: 'You took the sum: this loss is the mean, so it is divided by the number of samples.',
  },
  'loss-absolute': {
    title: 'absolute error',
    sentence: 'You took the size of each error without squaring it.',
  },
  'loss-unsquared': {
    title: 'errors not squared',
    sentence: 'You added the errors themselves, where they can cancel: each is squared first.',
  },
  'loss-sum-squared': {
    title: 'square of the sum',
    sentence: 'You added the errors first and squared the sum: each error is squared by itself.',
  },
  'loss-value-for-slope': {
    title: 'loss for its slope',
    sentence: 'You gave the loss itself: its slope by the output was asked for.',
  },
  'loss-counted-per-target': {
    title: 'one per wrong target',
    sentence: 'You counted 1 for each wrong target: an output of -1 for a target of 1 costs `(1 - (-1))^2 = 4`.',
  },
  'loss-difference-unsquared': {
    title: 'two per wrong target',
    sentence: 'You counted the distance of 2 for each wrong target: the loss squares it, so each costs 4.',
  },
  'loss-all-wrong': {
    title: 'large loss taken for all wrong',
    sentence: 'You took a loss above 0 for every target wrong: each wrong one costs about 4, so divide.',
  },
  'loss-others-counted': {
    title: 'missed and right targets confused',
    sentence: 'You counted the others: each missed target adds 4 to the loss, each right one almost nothing.',
  },
  'loss-none-wrong': {
    title: 'flat loss taken for done',
    sentence: 'You took a loss that stands still for a loss that is done: only near 0 are all targets right.',
  },
} satisfies Record<string, Misconception>;
