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
  /** Does it fall as it should? */
  readonly healthy: boolean;
  /** The run of ours with one of these causes that looks the most like it; undefined where none does. */
  readonly likeness: Likeness | undefined;
}

/** Fewer values than this say nothing. */
const LEAST = 3;
/** A curve of which less than this is left has come down. */
const DOWN = 0.2;
/** Curves further apart than this do not look the same. */
const UNLIKE = 0.3;

export function diagnoseCurve(curve: Curve): CurveDiagnosis {
  const shape = shapeOf(curve);
  if (curve.losses.length < LEAST) return { shape, fits: [], healthy: false, likeness: undefined };
  const fits: Fit[] = Object.values(FITS).filter((fit: Fit) => fit.fits(shape));
  const healthy = fits.length === 0 && shape.stops === undefined && shape.last < DOWN * shape.first;
  return { shape, fits, healthy, likeness: likenessOf(shape, fits) };
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
