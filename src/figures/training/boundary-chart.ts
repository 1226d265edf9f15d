import { plainAxis, plainLegend, scatterChart } from '../../pictures/chart/axes.ts';
import { type Heading, type Page, STILL_PAGE } from '../../pictures/chart/page.ts';
import { shortNumber } from '../../pictures/text.ts';
import { COLOURS, font } from '../../pictures/theme.ts';
import type { StillDrawing } from '../../reply/document.ts';
import { type Classes, classesOf, type TrainingSettings } from '../../training/index.ts';
import { type Area, areaOf, mapOf, resolution } from './boundary-area.ts';
import { MOST_POINTS, pointSets, pointSize, scoreOf } from './boundary-points.ts';
import { drawnSamples, type Moment } from './moments.ts';
import { inputName } from './names.ts';

/** One network's part of a picture, and the text above it, if there is one. */
export interface Plot {
  readonly moment: Moment;
  readonly name: string;
}

const TICKS = 6;
/** Between two plots side by side, as a part of the width of one. */
const GAP = 0.08;
/** Values of a heat map: of one that has a picture for itself; of each of two side by side. */
const GRIDS = { alone: { columns: 80, rows: 50 }, beside: { columns: 50, rows: 44 } };
/** In a frame of an animation, which is smaller and not alone. */
const FRAME_PART = 0.7;

/** About how wide over how high a plot is, for the scales of the axes. */
const shapeOf = (page: Page, plots: number): number => (plots > 1 ? 1.25 : page === STILL_PAGE ? 1.9 : 1.8);

/**
 * Decision boundaries, side by side: shade and line for what the network says, over them the samples.
 *
 * @param maps how many heat maps there are in all frames of an animation together: they share one budget
 */
export function boundaryChart(
  settings: TrainingSettings,
  plots: readonly Plot[],
  heading: Heading,
  page: Page,
  maps: number,
): StillDrawing {
  const classes = classesOf(settings) as Classes;
  const still = page === STILL_PAGE;
  const area = areaOf(settings, shapeOf(page, plots.length));
  const grid = plots.length > 1 ? GRIDS.beside : GRIDS.alone;
  const part = still ? 1 : FRAME_PART;
  const size = resolution(settings, grid.columns * part, grid.rows * part, maps);
  const shown = drawnSamples(settings, MOST_POINTS);
  const datasets = plots.flatMap(({ moment }, i) => [
    ...pointSets(
      settings,
      scoreOf(settings, classes, moment, shown),
      xAxis(i),
      pointSize(shown.length, page.text / STILL_PAGE.text),
      i === 0,
    ),
    ...(i === 0 ? [legendLine(classes)] : []),
  ]);
  const scales = scalesOf(settings, plots, area, page);
  return {
    type: 'field',
    chart: scatterChart(page, heading, datasets, scales, legend(page, still && plots.length === 1)),
    maps: plots.map(({ moment }, i) => mapOf(settings, classes, moment, area, size, xAxis(i))),
  };
}

const xAxis = (plot: number): string => `x${plot}`;

/** Without points: there only for its line in the legend. */
const legendLine = ({ threshold }: Classes) => ({
  label: `output ${shortNumber(threshold)}`,
  data: [],
  xAxisID: xAxis(0),
  yAxisID: 'y',
  pointStyle: 'line' as const,
  borderColor: COLOURS.title,
  pointBorderWidth: 2.5,
});

/** Beside a plot that is alone, below two of them. */
const legend = (page: Page, beside: boolean) => ({
  ...plainLegend(page),
  ...(beside && { position: 'right' as const, align: 'start' as const, fullSize: false }),
});

/** An x axis for each view, side by side; one y axis; and above the plots their names. */
function scalesOf(settings: TrainingSettings, plots: readonly Plot[], area: Area, page: Page) {
  const inputs = {
    x: plainAxis(page, area.x, plots.length > 1 ? TICKS - 1 : TICKS, inputName(settings, 0)),
    y: plainAxis(page, area.y, TICKS, inputName(settings, 1)),
  };
  const bare = { grid: { display: false } };
  const named = (name: string) => ({
    ...EMPTY,
    title: { ...inputs.x.title, text: name, color: COLOURS.title, font: font(page.text, 'bold') },
  });
  return Object.fromEntries([
    ...sideBySide(
      'bottom',
      plots.map((_, i) => [xAxis(i), { ...inputs.x, ...bare }]),
    ),
    // Chart.js puts those at the top the other way round.
    ...(plots.length > 1
      ? sideBySide('top', plots.map(({ name }, i): Scale => [`name${i}`, named(name)]).reverse())
      : []),
    ['y', { axis: 'y', ...inputs.y, ...bare }],
  ]);
}

export type Scale = [id: string, options: object];

/** An axis that only takes up space. */
export const EMPTY = {
  type: 'linear',
  min: 0,
  max: 1,
  border: { display: false },
  ticks: { display: false },
  grid: { display: false, drawTicks: false },
};

/** Scales of one edge, beside each other with a gap between them. */
export function sideBySide(position: 'top' | 'bottom', scales: readonly Scale[]): Scale[] {
  const stacked = (share: number) => ({ axis: 'x', position, stack: position, stackWeight: share });
  return scales.flatMap(([id, options], i): Scale[] => [
    ...(i > 0 ? [[`${position}-gap`, { ...EMPTY, ...stacked(GAP) }] as Scale] : []),
    [id, { ...options, ...stacked(1) }],
  ]);
}
