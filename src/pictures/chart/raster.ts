import {
  Chart,
  type ChartConfiguration,
  type Plugin,
  registerables,
  type Scale,
  type ScaleOptionsByType,
} from 'chart.js';
import annotation from 'chartjs-plugin-annotation';
import type { Theme } from '../../reply/document.ts';
import { emptyCanvas, rasterOf } from '../canvas.ts';
import type { Raster } from '../raster.ts';
import { shortNumber } from '../text.ts';
import { inTheme } from '../theme.ts';
import { type ChartPicture, contentOf, toQuickChart } from './quickchart.ts';
import { logTicks } from './range.ts';

Chart.register(...registerables, annotation);

/** Errors of floating-point sums, relative to the largest number in them. */
const ROUNDING = 1e-9;

/**
 * Draws a chart with a solid background.
 *
 * @param ratio pixels to a CSS pixel
 * @param plugins Chart.js plugins that draw more than the configuration says
 * @throws what Chart.js throws about a configuration it cannot draw
 */
export function chartRaster(
  picture: ChartPicture,
  theme: Theme,
  ratio: number,
  plugins: readonly Plugin[] = [],
): Raster {
  // What is written over the lines needs a plugin, and takes the place of a legend.
  const chart = structuredClone(inTheme(picture.chart, theme));
  const content = { ...contentOf(toQuickChart(picture, theme)), chart, devicePixelRatio: ratio };
  // Chart.js takes its size from the canvas.
  const canvas = emptyCanvas(picture.width, picture.height);
  try {
    new Chart(canvas.getContext('2d') as never, localConfiguration(content, plugins));
    return rasterOf(canvas);
  } finally {
    // Looked up, for Chart.js remembers a chart even when its constructor throws.
    Chart.getChart(canvas as never)?.destroy();
  }
}

/** Adds what plain JSON cannot say: the background, and ticks with our numbers, on log axes at 1-2-5. */
function localConfiguration(
  { chart, devicePixelRatio, backgroundColor }: ReturnType<typeof contentOf>,
  plugins: readonly Plugin[],
): ChartConfiguration {
  const configuration = chart as unknown as ChartConfiguration;
  const options = configuration.options ?? {};
  for (const scale of Object.values(options.scales ?? {}) as ScaleOptionsByType[]) {
    // Categories are written as they are.
    if ((scale.type as string) === 'category') continue;
    const log = scale.type === 'logarithmic';
    Object.assign(scale.ticks, { callback: log ? shortNumber : linearTick });
    if (log) scale.afterBuildTicks = setLogTicks;
    else if (stepOf(scale) !== undefined) scale.afterBuildTicks = setLinearTicks;
  }
  const labels = options.plugins?.legend?.labels;
  if (labels !== undefined) labels.filter = ({ text }) => text !== '';
  const solidBackground = {
    id: 'solidBackground',
    beforeDraw({ ctx, width, height }: Chart): void {
      ctx.fillStyle = backgroundColor as string;
      ctx.fillRect(0, 0, width, height);
    },
  };
  return {
    ...configuration,
    options: { ...options, devicePixelRatio, animation: false, responsive: false },
    plugins: [solidBackground, ...plugins],
  } as ChartConfiguration;
}

/** Chart.js adds up its ticks, which leaves 1e-17 where 0 should be. */
function linearTick(this: Scale, value: number): string {
  const size = Math.max(Math.abs(this.min), Math.abs(this.max));
  return shortNumber(Math.abs(value) < ROUNDING * size ? 0 : value);
}

const stepOf = ({ ticks }: { readonly ticks?: object }): number | undefined =>
  (ticks as { readonly stepSize?: number } | undefined)?.stepSize;

/** The multiples of the step: Chart.js spreads ticks evenly between ends that are nearly as many steps apart. */
function setLinearTicks(axis: Scale): void {
  const step = stepOf(axis.options as ScaleOptionsByType) as number;
  const first = Math.ceil(axis.min / step - ROUNDING);
  const count = Math.floor(axis.max / step + ROUNDING) - first + 1;
  axis.ticks = Array.from({ length: count }, (_, i) => ({ value: Number(((first + i) * step).toPrecision(12)) }));
}

function setLogTicks(axis: Scale): void {
  axis.ticks = logTicks(axis.min, axis.max).map((value) => ({ value }));
}
