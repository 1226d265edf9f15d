import type { Failure, TrainingRecord } from '../training/record.ts';
import { COLOURS } from './theme.ts';

/** Something that happened in an iteration. */
interface Event {
  readonly iteration: number;
  readonly text: readonly string[];
  readonly colour: string;
}

/** Why a run stopped, in Python's words for an overflow, which are the article's. */
export const reasonOf = (failure: Failure): string =>
  failure.operation === undefined ? 'a parameter is no longer finite' : 'math range error';

/** The first iteration whose update is led by gradients left over from earlier iterations. */
export const firstStale = (run: TrainingRecord): number | undefined =>
  run.iterations.find(({ staleNorm, freshNorm }) => staleNorm > freshNorm)?.iteration;

/** What is to be marked in every picture of a run. */
export function eventsOf(run: TrainingRecord): Event[] {
  const events: Event[] = [];
  const stale = firstStale(run);
  if (stale !== undefined) {
    const text = ['stale gradient > fresh', `first in iteration ${stale}`];
    events.push({ iteration: stale, text, colour: COLOURS.green });
  }
  if (run.failure !== undefined) {
    const { iteration } = run.failure;
    events.push({ iteration, text: [`✕ iteration ${iteration}:`, reasonOf(run.failure)], colour: COLOURS.pink });
  }
  return events;
}
