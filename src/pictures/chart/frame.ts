import type { Box } from '../geometry.ts';
import { shortNumber, textWidth } from '../text.ts';
import { COLOURS, font, HEIGHT, LINE_HEIGHT, TEXT_SIZE, TITLE_SIZE, WIDTH } from '../theme.ts';
import { MARKS, marksAxis } from './marks.ts';
import { type Heading, PLOT_GAP, pageOptions, STILL_PAGE, subtitleLines, TITLE_GAP, titleLines } from './page.ts';
import { linearRange, logRange, logTicks, type Range, roundUp } from './range.ts';

/** Chart.js's own: the tick mark, the padding of tick labels, the padding of an axis title. */
const TICK_MARK = 8;
const TICK_PADDING = 3;
const AXIS_TITLE_PADDING = 4;
const X_TICKS = 10;

const line = (size: number): number => size * LINE_HEIGHT;

/** What stands around the plot of a picture. */
export interface ChartFrame extends Heading {
  /** What the x axis counts, and how far. */
  readonly counted: string;
  readonly last: number;
  /** Left of the plot: the labels of the ticks, and whether the axes have titles. */
  readonly tickLabels: readonly string[];
  readonly titledAxes: boolean;
  /** Space for texts right of the plot, in pixels: at least a line's height and the margin, 34. */
  readonly right: number;
}

/** Where Chart.js will put the plot, within a few pixels: labels are placed before anything is drawn. */
export function plotArea(frame: ChartFrame): Box {
  const { margin } = STILL_PAGE;
  const widestTick = Math.max(...frame.tickLabels.map((label) => textWidth(label, TEXT_SIZE)));
  const axisTitle = line(TEXT_SIZE) + 2 * AXIS_TITLE_PADDING;
  const left = margin.side + (frame.titledAxes ? axisTitle : 0) + widestTick + TICK_MARK + TICK_PADDING;
  const heading = titleLines(STILL_PAGE, frame).length * line(TITLE_SIZE) + TITLE_GAP;
  const top = margin.top + heading + subtitleLines(STILL_PAGE, frame).length * line(TEXT_SIZE) + PLOT_GAP;
  const bottom = HEIGHT - margin.bottom - axisTitle - line(TEXT_SIZE) - TICK_MARK - TICK_PADDING;
  return { left, top, width: WIDTH - frame.right - left, height: bottom - top };
}

/** What all y axes have in common. */
export const axis = {
  axis: 'y' as const,
  border: { display: false },
  grid: { color: COLOURS.grid, tickColor: COLOURS.grid },
  ticks: { color: COLOURS.text, font: font(TEXT_SIZE) },
};

/** A y axis with these ticks. */
export const linearAxis = ({ min, max, step }: Range) => ({
  ...axis,
  type: 'linear' as const,
  min,
  max,
  ticks: { ...axis.ticks, stepSize: step, autoSkip: false },
});

/** About so many steps between the ticks of an axis of values. */
const INTERVALS = 5;

/**
 * The y axis of values by iteration: logarithmic where values that are not negative span more than a linear axis shows,
 * else linear from 0 on. What lies under `min` is to be drawn at `min`.
 *
 * @param start the value that the smallest ones are compared with
 */
export function valueAxis(values: readonly number[], start: number) {
  const log = values.some((value) => value < 0) ? undefined : logRange(values, start);
  const linear = linearRange([0, ...values], INTERVALS);
  const { min, max } = log ?? linear;
  return {
    min,
    max,
    isLog: log !== undefined,
    tickLabels: log ? logTicks(min, max).map(shortNumber) : tickLabels(linear),
    scale: log ? { ...axis, type: 'logarithmic' as const, ...log } : linearAxis(linear),
  };
}

export const axisTitle = (text: string) => ({
  display: true,
  text,
  color: COLOURS.text,
  font: font(TEXT_SIZE),
  padding: AXIS_TITLE_PADDING,
});

/** An axis of whole numbers, with ticks at 1-2-5. */
function countAxis({ counted, last }: ChartFrame) {
  return {
    type: 'linear' as const,
    min: 0,
    max: last,
    border: { display: false },
    grid: { display: false },
    ticks: { ...axis.ticks, stepSize: Math.max(1, roundUp(last / X_TICKS)), includeBounds: false, maxRotation: 0 },
    title: axisTitle(counted),
  };
}

/** The name of an axis without marks that keeps space free to the right of the plot, but not of the title. */
export const SPACER = 'space';

const spacer = (width: number) => ({
  type: 'linear' as const,
  axis: 'y' as const,
  position: 'right' as const,
  border: { display: false },
  grid: { display: false, drawTicks: false },
  ticks: { display: false },
  title: { ...axisTitle(' '), padding: (width - line(TEXT_SIZE)) / 2 },
});

/** The options of a picture over an axis that counts, as plain JSON; that axis is `x`. */
export function frameOptions(frame: ChartFrame) {
  const scales = { x: countAxis(frame), [SPACER]: spacer(frame.right - STILL_PAGE.margin.side) };
  return { ...pageOptions(STILL_PAGE, frame), scales };
}

/** The configuration of a line chart in a frame. */
export function lineChart(
  frame: ChartFrame,
  datasets: readonly object[],
  yAxes: object,
  annotations: readonly object[],
) {
  const options = frameOptions(frame);
  return {
    type: 'line' as const,
    data: { datasets },
    options: {
      ...options,
      scales: { ...options.scales, ...yAxes, [MARKS]: marksAxis },
      plugins: { ...options.plugins, annotation: { clip: false, annotations } },
    },
  };
}

/** The labels of a linear axis, to know how wide they are. */
export function tickLabels({ min, max, step }: Range): string[] {
  const count = Math.round((max - min) / step) + 1;
  return Array.from({ length: count }, (_, i) => shortNumber((Math.round(min / step) + i) * step));
}

/** A part of the plot with a y axis of its own. */
export interface Panel {
  readonly yAxis: string;
  readonly area: Box;
  /** The value at the upper end of the axis. */
  readonly max: number;
  /** Pixels from the top of the picture. */
  readonly toY: (value: number) => number;
}

/** A panel whose axis goes from the lower to the upper edge of `area`. */
export function panel(yAxis: string, area: Box, min: number, max: number, log: boolean): Panel {
  const scale = log ? Math.log10 : (value: number): number => value;
  const [low, high] = [scale(min), scale(max)];
  return { yAxis, area, max, toY: (value) => area.top + (area.height * (high - scale(value))) / (high - low) };
}

/** Panels one above the other, as Chart.js stacks axes with `offset`: half a tick's distance free at both ends. */
export function stackedPanels(area: Box, axes: readonly { yAxis: string; range: Range; share: number }[]): Panel[] {
  const total = axes.reduce((sum, { share }) => sum + share, 0);
  let top = area.top;
  return axes.map(({ yAxis, range: { min, max, step }, share }) => {
    const part = { ...area, top, height: (area.height * share) / total };
    top += part.height;
    return { ...panel(yAxis, part, min - step / 2, max + step / 2, false), max };
  });
}
