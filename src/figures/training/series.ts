import { COLOURS } from '../../pictures/theme.ts';
import { failureName, firstStale } from '../../training/facts.ts';
import type { Failure, TrainingRecord } from '../../training/record.ts';

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

export const failureIn = (failure: Failure): string => `${failureName(failure)} in iteration ${failure.iteration}`;

/** What happened in a run, as clauses. @param it what the run is called in them */
export function eventsOf(run: TrainingRecord, it: string): string[] {
  const stale = firstStale(run);
  return [
    ...(stale === undefined ? [] : [`the stale gradient is first larger than the fresh one in iteration ${stale}`]),
    ...(run.failure === undefined
      ? []
      : [`${it} stops in iteration ${run.failure.iteration}: ${failureName(run.failure)}`]),
  ];
}

export const colourOf = (run: TrainingRecord): string => (run.zeroGrad ? COLOURS.blue : COLOURS.orange);

/** Of what stands beside the runs. */
export const BESIDE = COLOURS.green;

/** How a line is told from others: by its name, colour, dashes and the shape of its marks. */
export interface Look {
  readonly name: string;
  readonly colour: string;
  readonly dash: readonly number[];
  readonly shape: 'circle' | 'rectRot' | 'triangle' | 'rect' | 'star' | 'crossRot';
}

/** How a run looks beside one whose gradients are treated otherwise. */
export const lookOf = (run: TrainingRecord): Look => ({
  name: nameOf(run),
  colour: colourOf(run),
  dash: run.zeroGrad ? [] : [8, 5],
  shape: run.zeroGrad ? 'circle' : 'rectRot',
});

/** A Chart.js data set; its name stands in a legend, where nothing is written at the lines' ends. */
export function dataset({ name, colour, dash, shape }: Look, data: readonly Point[], yAxisID: string) {
  const radius = data.length > MAX_MARKS ? 0 : 4;
  return {
    label: name,
    data,
    yAxisID,
    borderColor: colour,
    backgroundColor: colour,
    // Marks at the edge of the plot are drawn whole.
    clip: false as const,
    borderWidth: 3,
    borderDash: dash,
    pointStyle: shape,
    pointRadius: shape === 'circle' ? radius : radius * 1.4,
  };
}

/** A line that is beside that of the run. */
export const besideSet = (label: string, data: readonly Point[], yAxisID: string) => ({
  label,
  data,
  yAxisID,
  borderColor: BESIDE,
  backgroundColor: BESIDE,
  clip: false as const,
  borderWidth: 3,
  borderDash: [3, 4],
  pointStyle: 'triangle',
  pointRadius: 0,
});

/** The last iteration an axis must reach; at least 1. */
export const lastIteration = (runs: readonly TrainingRecord[]): number =>
  Math.max(1, ...runs.map((run) => run.failure?.iteration ?? run.iterations.length));

/** Values that differ by less than this, relative to their size, count as the same level. */
const SAME = 0.01;

/** A stretch of a series in which it stays at one level; `to` is included. */
export interface Level {
  readonly from: number;
  readonly to: number;
  readonly value: number;
}

/** The longest stretch of at least `shortest` values at one level other than 0, if there is one. */
export function longestLevel(values: readonly number[], shortest: number): Level | undefined {
  let best: Level | undefined;
  let from = 0;
  for (const [to, value] of values.entries()) {
    const level = values[from] as number;
    if (value === 0 || Math.abs(value - level) > SAME * Math.abs(level)) from = to;
    const longest = best === undefined ? shortest - 1 : best.to - best.from + 1;
    if (value !== 0 && to - from + 1 > longest) best = { from, to, value };
  }
  return best;
}
