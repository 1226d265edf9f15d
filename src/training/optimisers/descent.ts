import { type Descent, optimiserNamed, scheduleNamed } from '../../engine/index.ts';
import type { TrainingSettings } from '../settings.ts';

/** How a run changes its parameters. */
export function descentOf(settings: TrainingSettings): Descent {
  const { optimiser, learningRate, momentum, decay, clip, schedule, steps } = settings;
  const factor = schedule && scheduleNamed(schedule).factor;
  return {
    optimiser,
    rate: factor === undefined ? learningRate : (step) => learningRate * factor(step, steps),
    momentum,
    decay,
    ...(clip !== undefined && { clip }),
  };
}

/** Is each step the learning rate times the gradient, and nothing else? */
export const isPlain = ({ optimiser, momentum, decay, clip, schedule }: TrainingSettings): boolean =>
  optimiserNamed(optimiser).rule === optimiserNamed('sgd').rule &&
  momentum === 0 &&
  decay === 0 &&
  clip === undefined &&
  schedule === undefined;
