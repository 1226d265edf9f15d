import QuickChartModule from 'quickchart-js';
import type { Theme } from '../../reply/document.ts';
import { inTheme, PALETTES } from '../theme.ts';
import { plainChart } from './plain-chart.ts';

// The package's types describe its CommonJS form; imported as a module, the default export is the class itself.
const QuickChart = QuickChartModule as unknown as typeof QuickChartModule.default;
type QuickChart = InstanceType<typeof QuickChart>;

const CHART_JS_VERSION = '4';
/** Sharp on screens with two pixels to a point, and still small. */
const PIXEL_RATIO = 2;

/** A Chart.js configuration, and its size in CSS pixels. */
export interface ChartPicture {
  readonly chart: Record<string, unknown>;
  readonly width: number;
  readonly height: number;
}

/** The picture as a quickchart-js object: all that is to be known to draw it with Chart.js alone, here or on a QuickChart server. */
export function toQuickChart({ chart, width, height }: ChartPicture, theme: Theme): QuickChart {
  return (
    new QuickChart()
      .setVersion(CHART_JS_VERSION)
      // A string is kept as it is. An object would become JavaScript source, which is not always JSON.
      .setConfig(JSON.stringify(inTheme(plainChart(chart), theme)))
      .setWidth(width)
      .setHeight(height)
      .setDevicePixelRatio(PIXEL_RATIO)
      .setBackgroundColor(PALETTES[theme].background)
      .setFormat('png')
  );
}

/** What a quickchart-js object holds, with the Chart.js configuration as data rather than as text. */
export function contentOf(quickChart: QuickChart) {
  const content = quickChart.getPostData();
  return { ...content, chart: JSON.parse(content.chart) as Record<string, unknown> };
}
