import { plainAxis, plainLegend, scatterChart } from '../../pictures/chart/axes.ts';
import { type Heading, type Page, STILL_PAGE } from '../../pictures/chart/page.ts';
import { COLOURS, font } from '../../pictures/theme.ts';
import type { HeatMap, StillDrawing } from '../../reply/document.ts';
import type { TrainingSettings } from '../../training/index.ts';
import { type Area, areaOf, type Resolution, resolution } from './boundary-area.ts';
import { MOST_POINTS, type PointSize, pointSize } from './boundary-points.ts';
import type { Moment } from './moments.ts';
import { inputName, MOST_ACROSS } from './names.ts';

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
/** So many lines of a legend have room beside a plot. */
const MOST_BESIDE = 8;
/** In a frame of an animation, which is smaller and not alone. */
const FRAME_PART = 0.7;

/** About how wide over how high a plot is, for the scales of the axes. */
const shapeOf = (page: Page, plots: number): number => (plots > 1 ? 1.25 : page === STILL_PAGE ? 1.9 : 1.8);

/** What is shown of networks over a part of the plane of two inputs. */
export interface Plane {
  readonly inputs: readonly [x: number, y: number];
  /** Chart.js data sets over a map; the legend names them once. */
  readonly points: (moment: Moment, xAxis: string, size: PointSize, named: boolean) => readonly object[];
  readonly map: (moment: Moment, area: Area, size: Resolution, xAxis: string) => HeatMap;
}

/**
 * Maps of what networks say, side by side, and over them the samples.
 *
 * @param maps how many heat maps there are in all frames of an animation together: they share one budget
 */
export function planeChart(
  settings: TrainingSettings,
  plane: Plane,
  plots: readonly Plot[],
  heading: Heading,
  page: Page,
  maps: number,
): StillDrawing {
  const still = page === STILL_PAGE;
  const area = areaOf(settings, shapeOf(page, plots.length), plane.inputs);
  const grid = plots.length > 1 ? GRIDS.beside : GRIDS.alone;
  const part = still ? 1 : FRAME_PART;
  const size = resolution(settings, grid.columns * part, grid.rows * part, maps);
  const points = pointSize(Math.min(settings.data.xs.length, MOST_POINTS), page.text / STILL_PAGE.text);
  const datasets = plots.flatMap(({ moment }, i) => plane.points(moment, xAxis(i), points, i === 0));
  const scales = scalesOf(settings, plane, plots, area, page);
  return {
    type: 'field',
    chart: scatterChart(
      page,
      heading,
      datasets,
      scales,
      legend(page, still && plots.length === 1 && datasets.length <= MOST_BESIDE),
    ),
    maps: plots.map(({ moment }, i) => plane.map(moment, area, size, xAxis(i))),
  };
}

const xAxis = (plot: number): string => `x${plot}`;

/** Without points: there only for its line in the legend. */
export const legendLine = (label: string, xAxisID: string) => ({
  label,
  data: [],
  xAxisID,
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
function scalesOf(
  settings: TrainingSettings,
  { inputs: [x, y] }: Plane,
  plots: readonly Plot[],
  area: Area,
  page: Page,
) {
  const across = page === STILL_PAGE && plots.length === 1 ? MOST_ACROSS : undefined;
  const inputs = {
    x: plainAxis(page, area.x, plots.length > 1 ? TICKS - 1 : TICKS, inputName(settings, x, across)),
    y: plainAxis(page, area.y, TICKS, inputName(settings, y)),
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
