import { type TrainingRecord, toSettings, train, trainingOptions } from '../../../training/index.ts';
import { FITS, type Fit, type RunOptions, SETTLED } from './fits.ts';
import type { Curve } from './read.ts';
import { distance, type Shape, shapeOf } from './shape.ts';

/** A run of ours, with what it was made with. */
interface Likeness {
  readonly options: RunOptions;
  readonly shape: Shape;
}

/**
 * How a curve without a cause goes: down to nearly nothing; down, and still falling; or down to a part of what it was, where
 * it stays.
 */
type Course = 'down' | 'falling' | 'settled';

/** What a curve alone says. */
export interface CurveDiagnosis {
  readonly shape: Shape;
  /** The causes that fit, what is told first in front. */
  readonly fits: readonly Fit[];
  /** What else there is to say where no cause fits. */
  readonly course: Course | undefined;
  /** The run of ours with one of these causes that looks the most like it; undefined where none does. */
  readonly likeness: Likeness | undefined;
}

/** Fewer values than this say nothing. */
const LEAST = 3;
/** A curve of which less than this is left has come down. */
const DOWN = 0.2;
/** With less than this left, it does not matter whether it still falls. */
const LOW = 0.05;
/** In its last part it falls by so much, relative to its loss. */
const STILL_FALLS = 0.03;
/** Curves further apart than this do not look the same. */
const UNLIKE = 0.3;

export function diagnoseCurve(curve: Curve): CurveDiagnosis {
  const shape = shapeOf(curve);
  if (curve.losses.length < LEAST) return { shape, fits: [], course: undefined, likeness: undefined };
  const fits: Fit[] = Object.values(FITS).filter((fit: Fit) => fit.fits(shape));
  const course = fits.length === 0 ? courseOf(shape) : undefined;
  return { shape, fits, course, likeness: likenessOf(shape, fits) };
}

function courseOf({ stops, first, last, before, flatFrom }: Shape): Course | undefined {
  if (stops !== undefined) return undefined;
  if (last < LOW * first) return 'down';
  if (last < DOWN * first && last < (1 - STILL_FALLS) * before) return 'falling';
  return last < SETTLED * first && (flatFrom !== undefined || last < DOWN * first) ? 'settled' : undefined;
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
