import { type ChartFrame, lineChart, panel, plotArea, valueAxis } from '../../pictures/chart/frame.ts';
import { shortNumber } from '../../pictures/text.ts';
import { HEIGHT, WIDTH } from '../../pictures/theme.ts';
import type { TrainingRecord } from '../../training/record.ts';
import type { Figure } from '../figure.ts';
import { endSpace, eventMarks, lastValue, notesOver, type PlotLine } from './notes.ts';
import { BESIDE, besideSet, dataset, type Look, lastIteration, lookOf, type Point, toPoints } from './series.ts';

/** What is shown of each run, and what the picture says. */
export interface IterationChart {
  /** The name of the y axis in the configuration. */
  readonly yAxis: string;
  readonly title: string;
  /** What the lines are; the scale is added to it. */
  readonly subtitle: string;
  /** @param scale `linear scale` or `log scale` */
  readonly alt: (scale: string) => string;
  /** A value an iteration, from iteration 0 on. */
  readonly valuesOf: (run: TrainingRecord) => readonly number[];
  /** A second line of a run that is alone, with its name: points by iteration; none if left out. */
  readonly beside?: ((run: TrainingRecord) => readonly Point[]) | undefined;
  readonly besideName?: string | undefined;
  /** What the lines of the runs are called and look like, where that is not by the reset of their gradients. */
  readonly looks?: readonly Look[] | undefined;
}

const MOST_VALUES = 4;

/**
 * A value by iteration, one line a run, with the marks that all pictures of a run have. The scale is logarithmic where
 * values that are not negative span more than a linear one can show.
 *
 * @param runs one run, or the zeroed and the never zeroed run from one seed; any of them may have stopped early
 */
export function iterationChart(
  runs: readonly TrainingRecord[],
  { yAxis, title, subtitle, alt, valuesOf, beside, besideName = '', looks }: IterationChart,
): Figure {
  const lookAt = (i: number): Look => looks?.[i] ?? lookOf(runs[i] as TrainingRecord);
  const lines: Omit<PlotLine, 'panel'>[] = runs.map((run, i) => {
    const values = valuesOf(run);
    const { name, colour } = lookAt(i);
    // There is room for so many names with their values.
    const value = runs.length > MOST_VALUES ? [] : lastValue(values);
    return { run, points: toPoints(values), text: [name, ...value], colour };
  });
  const [only] = runs.length === 1 ? runs : [];
  const more = only === undefined ? [] : (beside?.(only) ?? []);
  if (only !== undefined && more.length > 0)
    lines.push({
      run: only,
      points: [...more],
      text: [besideName, ...lastValue(more.map(({ y }) => y))],
      colour: BESIDE,
    });
  const values = lines.flatMap(({ points }) => points.map(({ y }) => y));
  const start = Math.max(0, ...lines.map(({ points }) => points[0]?.y ?? 0));
  const { min, max, isLog, tickLabels, scale } = valueAxis(values, start);
  const cut = isLog && values.some((value) => value < min);
  const last = lastIteration(runs);
  const frame: ChartFrame = {
    title,
    subtitle: `${subtitle}${isLog ? ', log scale' : ''}${cut ? `; less than ${shortNumber(min)} is drawn at the bottom` : ''}`,
    counted: 'iteration',
    last,
    tickLabels,
    titledAxes: false,
    right: endSpace(lines, last),
  };
  const whole = panel(yAxis, plotArea(frame), min, max, isLog);
  const drawn = lines.map(({ points, ...line }) => {
    return { ...line, panel: whole, points: points.map(({ x, y }) => ({ x, y: Math.max(min, y) })) };
  });
  const datasets = drawn.map(({ points, text }, i) =>
    i < runs.length
      ? dataset({ ...lookAt(i), name: text.join(': ') }, points, yAxis)
      : besideSet(text.join(': '), points, yAxis),
  );
  return {
    alt: alt(isLog ? 'log scale' : 'linear scale'),
    width: WIDTH,
    height: HEIGHT,
    drawing: {
      type: 'chart',
      chart: lineChart(frame, [...datasets, ...eventMarks(runs)], { [yAxis]: scale }, notesOver(runs, drawn, [whole])),
    },
  };
}
