import { COLOURS, font, TEXT_SIZE } from '../theme.ts';
import { SPACER } from './frame.ts';
import type { ChartPicture } from './quickchart.ts';

type Chart = ChartPicture['chart'];

const LEGEND = {
  display: true,
  align: 'start',
  labels: { color: COLOURS.text, font: font(TEXT_SIZE), usePointStyle: true, boxWidth: 14, boxHeight: 10 },
};

const child = (parent: Chart, key: string): Chart => (parent[key] ?? {}) as Chart;

/** The chart for a server without the annotation plugin: with a legend in place of the texts at the lines' ends. */
export function withLegend(chart: Chart): Chart {
  const options = child(chart, 'options');
  const { annotation: _, ...plugins } = child(options, 'plugins');
  const { [SPACER]: __, ...scales } = child(options, 'scales');
  return { ...chart, options: { ...options, scales, plugins: { ...plugins, legend: LEGEND } } };
}
