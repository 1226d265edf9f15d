import { createCanvas } from '@napi-rs/canvas';
import { Chart, type ChartConfiguration, registerables, type Scale, type ScaleOptionsByType } from 'chart.js';
import annotation from 'chartjs-plugin-annotation';
import sharp from 'sharp';
import type { Picture } from '../reply/document.ts';
import { registerFonts } from './fonts.ts';
import { contentOf, toQuickChart } from './quickchart.ts';
import { logTicks } from './range.ts';
import { figure } from './text.ts';

Chart.register(...registerables, annotation);

/** Errors of floating-point sums, relative to the largest number in them. */
const ROUNDING = 1e-9;
/** zlib's level: higher ones take several times as long and save a few kilobytes. */
const COMPRESSION = 3;

/**
 * Draws a picture at twice its size, as PNG with a solid background. The same picture gives the same bytes.
 *
 * @throws what Chart.js throws about a configuration it cannot draw
 */
export async function drawLocally(picture: Picture): Promise<Uint8Array> {
  registerFonts();
  const content = contentOf(toQuickChart(picture));
  const canvas = createCanvas(picture.width, picture.height);
  try {
    new Chart(canvas.getContext('2d') as never, localConfiguration(content));
    const raw = { width: canvas.width, height: canvas.height, channels: 4 as const };
    return await sharp(canvas.data(), { raw }).removeAlpha().png({ compressionLevel: COMPRESSION }).toBuffer();
  } finally {
    // Looked up, for Chart.js remembers a chart even when its constructor throws.
    Chart.getChart(canvas as never)?.destroy();
  }
}

/** Adds what plain JSON cannot say: the background, and ticks with our numbers, on log axes at 1-2-5. */
function localConfiguration({ chart, devicePixelRatio, backgroundColor }: ReturnType<typeof contentOf>) {
  const configuration = chart as unknown as ChartConfiguration;
  const options = configuration.options ?? {};
  for (const scale of Object.values(options.scales ?? {}) as ScaleOptionsByType[]) {
    const log = scale.type === 'logarithmic';
    Object.assign(scale.ticks, { callback: log ? figure : linearTick });
    if (log) scale.afterBuildTicks = setLogTicks;
  }
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
    plugins: [solidBackground],
  } as ChartConfiguration;
}

/** Chart.js adds up its ticks, which leaves 1e-17 where 0 should be. */
function linearTick(this: Scale, value: number): string {
  const size = Math.max(Math.abs(this.min), Math.abs(this.max));
  return figure(Math.abs(value) < ROUNDING * size ? 0 : value);
}

function setLogTicks(axis: Scale): void {
  axis.ticks = logTicks(axis.min, axis.max).map((value) => ({ value }));
}
