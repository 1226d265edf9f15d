import { COLOURS } from '../../pictures/theme.ts';
import { type Classes, classesOf, isRight, predictor, type TrainingSettings } from '../../training/index.ts';
import { drawnSamples, type Moment, round } from './moments.ts';
import { className } from './names.ts';

/** More points than this are thinned out: nobody could tell them apart. */
export const MOST_POINTS = 300;
const FEW_POINTS = 80;

/** What the network makes of some samples. */
export interface Score {
  readonly samples: number;
  /** The numbers of the samples on the wrong side. */
  readonly wrong: ReadonlySet<number>;
  /** Whether it puts samples on both sides. */
  readonly parts: boolean;
}

/** Which samples a network has on the wrong side at this moment. */
export function scoreOf(
  settings: TrainingSettings,
  classes: Classes,
  { snapshot }: Moment,
  samples: readonly number[],
): Score {
  const { xs, ys } = settings.data;
  const predict = predictor(settings, snapshot.parameters);
  const outputs = samples.map((sample) => predict(xs[sample] as readonly number[])[0] as number);
  const above = outputs.filter((output) => output > classes.threshold).length;
  const wrong = samples.filter((sample, i) => !isRight(classes, outputs[i] as number, ys[sample]?.[0] as number));
  return { samples: samples.length, wrong: new Set(wrong), parts: above > 0 && above < samples.length };
}

/** How points are drawn, in pixels: their radius, and the width of their outline. */
export interface PointSize {
  readonly radius: number;
  readonly outline: number;
}

/** Larger where there are few. */
export const pointSize = (count: number, scale: number): PointSize => ({
  radius: Math.round(scale * (count <= FEW_POINTS ? 7 : 5) * 10) / 10,
  outline: count <= FEW_POINTS ? 1.5 : 1,
});

/**
 * Chart.js data sets of the samples: each class by shape and by colour, and a ring around every one on the wrong side.
 * A data set is drawn over those after it.
 *
 * @param named whether the legend is to name them: once is enough
 */
export function pointSets(
  settings: TrainingSettings,
  score: Score,
  xAxisID: string,
  { radius, outline }: PointSize,
  named: boolean,
) {
  const classes = classesOf(settings) as Classes;
  const { low, high } = classes;
  const { xs, ys } = settings.data;
  const shown = drawnSamples(settings, MOST_POINTS);
  const at = (sample: number) => ({ x: round(xs[sample]?.[0] as number), y: round(xs[sample]?.[1] as number) });
  const ofClass = (target: number) =>
    shown.filter((sample) => (ys[sample]?.[0] === high) === (target === high)).map(at);
  const look = {
    xAxisID,
    yAxisID: 'y',
    clip: false as const,
    pointBorderWidth: outline,
    borderColor: COLOURS.background,
  };
  const shapes = [
    { target: low, pointStyle: 'circle', pointRadius: radius, backgroundColor: COLOURS.blue },
    // A triangle of the same radius looks smaller.
    { target: high, pointStyle: 'triangle', pointRadius: radius * 1.3, backgroundColor: COLOURS.orange },
  ];
  return [
    ...shapes.map(({ target, ...shape }) => ({
      ...look,
      ...shape,
      label: named ? className(settings, classes, target) : '',
      data: ofClass(target),
    })),
    ringSet(shown.filter((sample) => score.wrong.has(sample)).map(at), named ? 'wrong side' : '', xAxisID, { radius }),
  ];
}

/** Rings around points that the network has wrong. */
export const ringSet = (
  data: readonly { readonly x: number; readonly y: number }[],
  label: string,
  xAxisID: string,
  { radius }: Pick<PointSize, 'radius'>,
) => ({
  xAxisID,
  yAxisID: 'y',
  clip: false as const,
  pointBorderWidth: 2,
  borderColor: COLOURS.title,
  label,
  data,
  pointStyle: 'circle',
  pointRadius: radius * 1.7,
  backgroundColor: '#00000000',
});
