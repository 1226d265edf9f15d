import { shortNumber } from '../../pictures/text.ts';
import { counted } from '../../text.ts';
import type { Snapshot, TrainingRecord, TrainingSettings } from '../../training/index.ts';
import { failureIn } from './series.ts';

/** A run of a pair or by itself, at one moment: what its network computes there is to be drawn. */
export interface Moment {
  readonly run: TrainingRecord;
  readonly snapshot: Snapshot;
}

/** Each run's last parameters with a finite loss; without runs that failed at once. */
export const lastMoments = (runs: readonly TrainingRecord[]): Moment[] =>
  runs.flatMap((run) => {
    const snapshot = run.snapshots.at(-1);
    return snapshot === undefined ? [] : [{ run, snapshot }];
  });

/** Which moment it is: after 30 steps; or the last before an overflow. */
export function whenOf({ run: { failure }, snapshot: { iteration } }: Moment): string {
  const steps = `after ${counted(iteration, 'step')}`;
  return failure === undefined ? steps : `${steps}, the last before the ${failureIn(failure)}`;
}

/** The loss and when: loss 0.0123 after 30 steps. */
export const lossWords = (moment: Moment): string => `loss ${shortNumber(moment.snapshot.loss)} ${whenOf(moment)}`;

/** Sample numbers to draw: all, or evenly chosen ones of many. */
export function drawnSamples({ data }: TrainingSettings, most: number): number[] {
  const count = data.xs.length;
  const shown = Math.min(count, most);
  return Array.from({ length: shown }, (_, i) => Math.floor((i * count) / shown));
}

/** Says that not all points are drawn, where that is so. */
export const drawnWords = ({ data }: TrainingSettings, most: number): string =>
  data.xs.length > most ? `${most} of ${data.xs.length} points drawn` : '';

const DIGITS = 5;

/** A number for a configuration: short, and still right to a hundredth of a pixel. */
export const round = (value: number): number => Number(value.toPrecision(DIGITS));
