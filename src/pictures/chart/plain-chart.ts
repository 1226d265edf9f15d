import { shortNumber } from '../text.ts';
import { COLOURS, font, TEXT_SIZE } from '../theme.ts';
import { SPACER } from './frame.ts';

type Chart = Record<string, unknown>;

/** The powers of ten on an axis that are labelled at most. */
const MAX_LABELS = 8;

const LEGEND = {
  display: true,
  position: 'bottom',
  align: 'start',
  labels: { color: COLOURS.text, font: font(TEXT_SIZE), usePointStyle: true, boxWidth: 14, boxHeight: 10 },
};

const child = (parent: Chart, key: string): Chart => (parent[key] ?? {}) as Chart;

/**
 * A chart for whoever has Chart.js alone, such as a QuickChart server: without the annotation plugin and without
 * functions. A legend takes the place of the texts at the lines' ends, and powers of ten that of ticks at 1-2-5.
 */
export function plainChart(chart: Chart): Chart {
  const options = child(chart, 'options');
  const { annotation, ...plugins } = child(options, 'plugins');
  if (annotation === undefined) return chart;
  const { [SPACER]: _, ...scales } = child(options, 'scales') as Record<string, Chart>;
  const plain = Object.entries(scales).flatMap(([name, scale]) =>
    scale['type'] === 'logarithmic' ? decades(name, scale) : [[name, scale] as const],
  );
  return {
    ...chart,
    options: { ...options, scales: Object.fromEntries(plain), plugins: { ...plugins, legend: LEGEND } },
  };
}

/**
 * A log axis as two: Chart.js labels the last of its ticks whatever they are, so the axis itself is hidden, and one of
 * categories, which are as evenly spaced as powers of ten, has the labels and the grid.
 */
function decades(name: string, scale: Chart): (readonly [string, Chart])[] {
  const low = Math.floor(Math.log10(scale['min'] as number));
  const high = Math.ceil(Math.log10(scale['max'] as number));
  const count = high - low + 1;
  const every = Math.ceil(count / MAX_LABELS);
  // From the top down.
  const labels = Array.from({ length: count }, (_, i) => (i % every === 0 ? shortNumber(Number(`1e${high - i}`)) : ''));
  const { grid, border, ticks } = scale;
  return [
    [name, { type: 'logarithmic', axis: 'y', display: false, min: Number(`1e${low}`), max: Number(`1e${high}`) }],
    [
      `${name} in powers of ten`,
      {
        type: 'category',
        axis: 'y',
        position: 'left',
        offset: false,
        labels,
        grid,
        border,
        ticks: { ...(ticks as object), autoSkip: false },
      },
    ],
  ];
}
