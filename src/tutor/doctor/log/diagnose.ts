import { type TrainingRecord, toSettings, train, trainingOptions } from '../../../training/index.ts';
import { FITS, type Fit, type RunOptions } from './fits.ts';
import type { Curve } from './read.ts';
import { distance, type Shape, shapeOf } from './shape.ts';

/** A run of ours, with what it was made with. */
interface Likeness {
  readonly options: RunOptions;
  readonly shape: Shape;
}

/** What a curve alone says. */
export interface CurveDiagnosis {
  readonly shape: Shape;
  /** The causes that fit, what is told first in front. */
  readonly fits: readonly Fit[];
  /** Has it come down, and to its end? */
  readonly healthy: boolean;
  /** Has it come down, and does it still fall? */
  readonly falling: boolean;
  /** The run of ours with one of these causes that looks the most like it; undefined where none does. */
  readonly likeness: Likeness | undefined;
}

/** Fewer values than this say nothing. */
const LEAST = 3;
/** A curve of which less than this is left has come down. */
const DOWN = 0.2;
/** With less than this left, it does not matter whether it still falls. */
const LOW = 0.05;
/** In the last fifth of its values it falls by so much. */
const END = 0.8;
const STILL_FALLS = 0.03;
/** Curves further apart than this do not look the same. */
const UNLIKE = 0.3;

export function diagnoseCurve(curve: Curve): CurveDiagnosis {
  const shape = shapeOf(curve);
  if (curve.losses.length < LEAST) return { shape, fits: [], healthy: false, falling: false, likeness: undefined };
  const fits: Fit[] = Object.values(FITS).filter((fit: Fit) => fit.fits(shape));
  const isDown = fits.length === 0 && shape.stops === undefined && shape.last < DOWN * shape.first;
  const falling = isDown && shape.last > LOW * shape.first && fallsAtEnd(shape);
  return { shape, fits, healthy: isDown && !falling, falling, likeness: likenessOf(shape, fits) };
}

function fallsAtEnd({ losses, last }: Shape): boolean {
  const before = losses[Math.floor(END * (losses.length - 1))] ?? last;
  return last < (1 - STILL_FALLS) * before;
}

/** Of the runs with a cause that fits the one that looks the most like the curve; those of the first cause by preference. */
function likenessOf(shape: Shape, fits: readonly Fit[]): Likeness | undefined {
  const runs = fits.flatMap(({ like }) => like).map((options) => ({ options, shape: shapeOf(curveOf(options)) }));
  const apart = runs.map((run) => distance(shape, run.shape));
  const best = apart.indexOf(Math.min(...apart));
  return best < 0 || (apart[best] ?? 1) > UNLIKE ? undefined : runs[best];
}

function curveOf(options: RunOptions): Curve {
  const run = train(toSettings({ ...trainingOptions.parse({}), ...options }));
  for (;;) {
    const next = run.next();
    if (next.done) return { losses: lossesOf(next.value), held: [] };
  }
}

const lossesOf = ({ iterations, lossAfter }: TrainingRecord): number[] => [
  ...iterations.map(({ loss }) => loss),
  lossAfter ?? Number.NaN,
];
