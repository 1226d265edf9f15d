import { type Descent, scheduleNamed } from '../engine/index.ts';
import type { TrainingSettings } from './settings.ts';

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
