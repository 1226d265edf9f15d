import { COLOURS } from '../../pictures/theme.ts';
import { failureName, firstStale } from '../../training/facts.ts';
import type { TrainingRecord } from '../../training/record.ts';

/** Something that happened in an iteration. */
interface Event {
  readonly iteration: number;
  readonly text: readonly string[];
  readonly colour: string;
}

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
    events.push({ iteration, text: [`✕ iteration ${iteration}:`, failureName(run.failure)], colour: COLOURS.pink });
  }
  return events;
}
