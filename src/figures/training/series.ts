import { COLOURS } from '../../pictures/theme.ts';
import { failureName } from '../../training/facts.ts';
import type { TrainingRecord } from '../../training/record.ts';

/** A point of a line: iteration and value. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A canvas cannot place larger numbers. */
const LARGEST = 1e300;
/** Enough for the eye; keeps the JSON of a long run small. */
const DIGITS = 5;
/** More points than this are thinned out: the picture has no more columns to show them. */
const MAX_POINTS = 600;
/** Lines with more points than this show no point marks. */
const MAX_MARKS = 40;

/** Values by iteration as points; without those that are not finite. */
export function toPoints(values: readonly number[]): Point[] {
  const points = values.flatMap((value, x) => {
    if (!Number.isFinite(value)) return [];
    const y = Math.min(LARGEST, Math.max(-LARGEST, value));
    return [{ x, y: Number(y.toPrecision(DIGITS)) }];
  });
  return points.length > MAX_POINTS ? thin(points) : points;
}

/** Keeps the lowest and the highest point of each stretch, and both ends: peaks must not disappear. */
function thin(points: readonly Point[]): Point[] {
  const size = Math.ceil(points.length / (MAX_POINTS / 2));
  const kept = new Set([points[0], points.at(-1)]);
  for (let start = 0; start < points.length; start += size) {
    const byHeight = points.slice(start, start + size).sort((a, b) => a.y - b.y);
    kept.add(byHeight[0]).add(byHeight.at(-1));
  }
  return points.filter((point) => kept.has(point));
}

/** The losses of a run by number of updates done; the one after the last update included. */
export function lossesOf(run: TrainingRecord): number[] {
  const losses = run.iterations.map(({ loss }) => loss);
  return run.lossAfter === undefined ? losses : [...losses, run.lossAfter];
}

/** What a run is called in all pictures. */
export const nameOf = (run: TrainingRecord): string => (run.zeroGrad ? 'zeroed' : 'never zeroed');

export const colourOf = (run: TrainingRecord): string => (run.zeroGrad ? COLOURS.blue : COLOURS.orange);

/** A Chart.js data set. Colour, dashes and the shape of the marks each tell the runs apart. */
export function dataset(run: TrainingRecord, label: string, data: readonly Point[], yAxisID: string) {
  const colour = colourOf(run);
  const radius = data.length > MAX_MARKS ? 0 : 4;
  return {
    label:
      run.failure === undefined ? label : `${label}, ${failureName(run.failure)} in iteration ${run.failure.iteration}`,
    data,
    yAxisID,
    borderColor: colour,
    backgroundColor: colour,
    // Marks at the edge of the plot are drawn whole.
    clip: false as const,
    borderWidth: 3,
    borderDash: run.zeroGrad ? [] : [8, 5],
    pointStyle: run.zeroGrad ? 'circle' : 'rectRot',
    pointRadius: run.zeroGrad ? radius : radius * 1.4,
  };
}

/** The last iteration an axis must reach; at least 1. */
export const lastIteration = (runs: readonly TrainingRecord[]): number =>
  Math.max(1, ...runs.map((run) => run.failure?.iteration ?? run.iterations.length));
