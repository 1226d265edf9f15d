import { COLOURS, font } from '../theme.ts';
import { type Heading, type Page, pageOptions } from './page.ts';
import { roundUp } from './range.ts';

/** A linear axis with round ticks between any two ends. */
export function plainAxis(page: Page, [min, max]: readonly [number, number], ticks: number, title: string) {
  return {
    type: 'linear' as const,
    min,
    max,
    border: { display: false },
    grid: { color: COLOURS.grid, tickColor: COLOURS.grid },
    ticks: {
      color: COLOURS.text,
      font: font(page.text),
      stepSize: roundUp((max - min) / ticks),
      includeBounds: false,
      maxRotation: 0,
    },
    title: { display: true, text: title, color: COLOURS.text, font: font(page.text), padding: 2 },
  };
}

/** A legend below the plot; it leaves out data sets without a name. */
export function plainLegend(page: Page) {
  const size = page.text;
  return {
    display: true,
    position: 'bottom' as const,
    labels: {
      color: COLOURS.text,
      font: font(size),
      usePointStyle: true,
      // Circles come out round when the width is √2 times the height.
      pointStyleWidth: 0.65 * Math.SQRT2 * size,
      boxHeight: 0.65 * size,
      padding: 0.7 * size,
    },
  };
}

/** The configuration of a scatter chart. */
export function scatterChart(
  page: Page,
  heading: Heading,
  datasets: readonly object[],
  scales: object,
  legend: object = plainLegend(page),
) {
  const options = pageOptions(page, heading);
  return {
    type: 'scatter' as const,
    data: { datasets },
    options: { ...options, scales, plugins: { ...options.plugins, legend } },
  };
}

/** Free space around the points, as a part of their spread. */
const PADDING = 0.15;
/** A smaller part of their size would be lost when numbers are rounded for the picture. */
const LEAST_PADDING = 1e-3;

/** The spread of finite values with some space around; a unit to either side of a single one. */
export function spreadOf(values: readonly number[]): readonly [number, number] {
  const low = values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
  const high = values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  if (low > high) return [-1, 1];
  // One value alone: a unit to either side, or a good part of its size.
  const size = Math.max(Math.abs(low), Math.abs(high));
  const padding = high > low ? Math.max(PADDING * (high - low), LEAST_PADDING * size) : Math.max(1, size / 2);
  return [low - padding, high + padding];
}
