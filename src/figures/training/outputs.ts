import { plainAxis, scatterChart, spreadOf } from '../../pictures/chart/axes.ts';
import { type Heading, type Page, STILL_PAGE } from '../../pictures/chart/page.ts';
import { COLOURS } from '../../pictures/theme.ts';
import type { StillDrawing } from '../../reply/document.ts';
import { predictor, type TrainingSettings } from '../../training/index.ts';
import { drawnSamples, type Moment, round } from './moments.ts';
import { outputName } from './names.ts';
import { colourOf, nameOf } from './series.ts';

const MOST_SAMPLES = 100;
/** Outputs are drawn this far beyond the targets, as a part of their spread, at the edge of the picture. */
const BEYOND = 0.05;
/** With more of them than this the targets are sorted, and make a line that the outputs should follow. */
const FEW = 12;
const TICKS = 4;

/**
 * The outputs of each sample beside its target, for data that no plane can show. The axes depend on the targets alone:
 * they stay through an animation.
 */
export function outputsChart(
  settings: TrainingSettings,
  moments: readonly Moment[],
  heading: Heading,
  page: Page,
): StillDrawing {
  const { xs, ys } = settings.data;
  const scale = page.text / STILL_PAGE.text;
  const samples = drawnSamples(settings, MOST_SAMPLES);
  if (samples.length > FEW) samples.sort((a, b) => (ys[a]?.[0] as number) - (ys[b]?.[0] as number) || a - b);
  const rows = samples.flatMap((sample, i) =>
    (ys[sample] ?? []).map((target, output) => ({ sample, output, target, x: String(i + 1) })),
  );
  const [low, high] = spreadOf(rows.map(({ target }) => target));
  const beyond = BEYOND * (high - low);
  const range = [round(low - beyond), round(high + beyond)] as const;
  const few = samples.length <= FEW;
  const sets = moments.map(({ run, snapshot }) => {
    const predict = predictor(settings, snapshot.parameters);
    const outputs = new Map(samples.map((sample) => [sample, predict(xs[sample] as readonly number[])]));
    const data = rows.flatMap(({ sample, output, x }) => {
      const y = outputs.get(sample)?.[output] as number;
      return Number.isFinite(y) ? [{ x, y: round(Math.min(range[1], Math.max(range[0], y))) }] : [];
    });
    return {
      label: moments.length > 1 ? `output, ${nameOf(run)}` : 'output',
      data,
      clip: false as const,
      pointStyle: run.zeroGrad ? 'circle' : 'rectRot',
      // A diamond under a circle shows its corners.
      pointRadius: (samples.length > FEW ? 5 : 8) * (run.zeroGrad ? 1 : 1.7) * scale,
      backgroundColor: colourOf(run),
      borderColor: COLOURS.background,
      pointBorderWidth: 1,
    };
  });
  const targets = {
    label: 'target',
    data: rows.map(({ x, target }) => ({ x, y: round(target) })),
    pointStyle: 'rect',
    pointRadius: (samples.length > FEW ? 9 : 22) * scale,
    backgroundColor: '#00000000',
    borderColor: COLOURS.title,
    pointBorderWidth: 2,
  };
  const scales = { x: sampleAxis(page, samples.length, few), y: plainAxis(page, range, TICKS, outputName(settings)) };
  return { type: 'chart', chart: scatterChart(page, heading, [...sets, targets], scales) };
}

/** Few samples by number, many without: they are in another order. */
function sampleAxis(page: Page, count: number, few: boolean) {
  const { ticks, title, ...axis } = plainAxis(page, [0, 1], 1, few ? 'sample' : 'samples, sorted by target');
  const { color, font } = ticks;
  return {
    border: axis.border,
    type: 'category' as const,
    labels: Array.from({ length: count }, (_, i) => String(i + 1)),
    offset: true,
    grid: { display: false },
    ticks: { display: few, color, font },
    title,
  };
}
