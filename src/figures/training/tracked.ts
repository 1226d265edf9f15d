import { zeroLine } from '../../pictures/chart/annotations.ts';
import {
  axisTitle,
  type ChartFrame,
  linearAxis,
  lineChart,
  type Panel,
  plotArea,
  stackedPanels,
  tickLabels,
} from '../../pictures/chart/frame.ts';
import { linearRange } from '../../pictures/chart/range.ts';
import { HEIGHT, WIDTH } from '../../pictures/theme.ts';
import type { TrainingRecord } from '../../training/record.ts';
import type { Figure } from '../figure.ts';
import { endSpace, eventMarks, lastValue, notesOver, type PlotLine } from './notes.ts';
import { dataset, lastIteration, lookOf, nameOf, toPoints } from './series.ts';
import { headings, kindOf, trackedAlt } from './tracked-text.ts';

/**
 * The panels from top to bottom: share of the height, about how many steps between ticks, what is always shown, and
 * whether the lines are named: once is enough.
 */
const PANELS = [
  { yAxis: 'weight', share: 3, intervals: 4, origin: [], named: true },
  { yAxis: 'gradient', share: 2, intervals: 2, origin: [0], named: false },
] as const;
const STACK = 'tracked';

/**
 * The tracked parameter by iteration, and below it the gradient that each update uses.
 *
 * @param runs one run, or the zeroed and the never zeroed run from one seed; any of them may have stopped early
 * @param tracked the parameter's name, such as `layers[1].neurons[0].w[0]`
 */
export function trackedFigure(runs: readonly TrainingRecord[], tracked: string): Figure {
  const parts = PANELS.map((part) => {
    const lines = runs.map((run) => {
      const values = run.iterations.map((iteration) => iteration[part.yAxis]);
      return { run, points: toPoints(values), text: [...(part.named ? [nameOf(run)] : []), ...lastValue(values)] };
    });
    const values = lines.flatMap(({ points }) => points.map(({ y }) => y));
    return { ...part, lines, range: linearRange([...part.origin, ...values], part.intervals) };
  });
  const last = lastIteration(runs);
  const frame: ChartFrame = {
    ...headings(runs, tracked),
    counted: 'iteration',
    last,
    tickLabels: parts.flatMap(({ range }) => tickLabels(range)),
    titledAxes: true,
    right: endSpace(
      parts.flatMap(({ lines }) => lines),
      last,
    ),
  };
  const panels = stackedPanels(plotArea(frame), parts);
  const lines = parts.flatMap((part, i) =>
    part.lines.map((line): PlotLine => ({ ...line, panel: panels[i] as Panel })),
  );
  const name = { weight: kindOf(tracked), gradient: 'gradient' };
  const axes = parts.map(({ yAxis, range, share }, i) => {
    const stacked = { stack: STACK, stackWeight: share, offset: true, weight: parts.length - i };
    return [yAxis, { ...linearAxis(range), ...stacked, title: axisTitle(name[yAxis]) }];
  });
  const datasets = lines.map(({ run, panel: { yAxis }, points, text }) => {
    const label = [`${name[yAxis as keyof typeof name]}, ${nameOf(run)}`, ...text.slice(-1)].join(': ');
    return dataset({ ...lookOf(run), name: label }, points, yAxis);
  });
  const annotations = [zeroLine('gradient'), ...notesOver(runs, lines, panels)];
  return {
    alt: trackedAlt(runs, tracked),
    width: WIDTH,
    height: HEIGHT,
    drawing: {
      type: 'chart',
      chart: lineChart(frame, [...datasets, ...eventMarks(runs)], Object.fromEntries(axes), annotations),
    },
  };
}
