import type { Misconception } from './misconception.ts';
import { learns } from './training-loop.ts';

/** Mistakes about the training loop and what it resets. */
export const LOOP_MISCONCEPTIONS = {
  'zeroed-inner-values': {
    title: 'inner values zeroed',
    sentence: 'You set inner values to 0: they are made anew in each forward pass, only parameters keep their `.grad`.',
  },
  'zeroed-weights': {
    title: 'weights zeroed',
    sentence: 'You set the weights themselves to 0 and with them all that was learnt: only their `.grad` is reset.',
  },
  'zeroed-inputs': {
    title: 'inputs zeroed',
    sentence: 'You reset the data: inputs and targets are not trained, so their gradients are never used.',
  },
  'zeroed-loss-only': {
    title: 'loss reset only',
    sentence: 'You reset the loss alone: it is made anew in each iteration, the parameters are what stays.',
  },
  'zeroed-frozen': {
    title: 'frozen parameters zeroed',
    sentence: 'You reset frozen parameters: no step uses their gradients.',
  },
  'parameters-made-anew': {
    title: 'parameters taken for new values',
    sentence: 'You counted parameters among the values that are made anew: they stay, and so does their `.grad`.',
  },
  'inner-values-kept': {
    title: 'inner values left out',
    sentence: 'You left out a value: each forward pass makes all inner values and the loss anew.',
  },
  'loop-step-before-backward': {
    title: 'step before backward',
    sentence: 'You took the step before `backward()`: its gradients are not there yet.',
    loop: ({ order, stoppedAt }) => stoppedAt === undefined && order.indexOf('step') < order.indexOf('backward'),
  },
  'loop-backward-before-loss': {
    title: 'backward before the loss',
    sentence: 'You ran `backward()` before there was a loss to start from.',
    loop: ({ stoppedAt }) => stoppedAt === 'backward',
  },
  'loop-loss-before-forward': {
    title: 'loss before the forward pass',
    sentence: 'You computed the loss before the outputs it compares.',
    loop: ({ stoppedAt }) => stoppedAt === 'loss',
  },
  'loop-zero-after-backward': {
    title: 'zeroed between backward and step',
    sentence: 'You reset the gradients between `backward()` and the step, so the step is 0.',
    loop: (run) => run.stoppedAt === undefined && run.order.includes('zero') && !learns(run),
  },
  'loop-zero-forgotten': {
    title: 'zero-grad left out',
    sentence: 'You left out the reset: from the second iteration on the gradients of earlier ones are still in it.',
    loop: ({ order, stoppedAt }) => stoppedAt === undefined && !order.includes('zero'),
  },
} satisfies Record<string, Misconception>;
