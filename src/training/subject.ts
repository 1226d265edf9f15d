import { classesOf } from './classes.ts';
import type { TrainingSettings } from './settings.ts';
import { spreadIterations } from './snapshots.ts';

/**
 * What can be shown of a network as a function: its boundary in a plane, the regions of its classes, its curve, or its
 * outputs beside the targets.
 */
export type Subject = 'boundary' | 'regions' | 'curve' | 'outputs';

export function subjectOf(settings: TrainingSettings): Subject {
  const [inputs = 0, targets = 0] = [settings.data.xs[0]?.length, settings.data.ys[0]?.length];
  if (inputs === 2 && classesOf(settings) !== undefined) return 'boundary';
  if (inputs > 1 && targets > 1 && settings.data.columns?.classes !== undefined) return 'regions';
  return inputs === 1 && targets === 1 ? 'curve' : 'outputs';
}

const FRAMES = 24;

/** When to look at a network to watch it learn: numbers of updates, from 0 to the last. */
export const momentsToWatch = ({ steps }: TrainingSettings): number[] => spreadIterations(steps, FRAMES);
