import { plainAxis, scatterChart, spreadOf } from '../../pictures/chart/axes.ts';
import { type Heading, type Page, STILL_PAGE } from '../../pictures/chart/page.ts';
import { shortNumber } from '../../pictures/text.ts';
import { COLOURS } from '../../pictures/theme.ts';
import type { StillDrawing } from '../../reply/document.ts';
import { capitalize, counted } from '../../text.ts';
import { predictor, type TrainingSettings } from '../../training/index.ts';
import type { Figure } from '../figure.ts';
import { drawnSamples, drawnWords, lossWords, type Moment, round } from './moments.ts';
import { inputName, outputName } from './names.ts';
import { fitVerb, type Quality, qualityOf } from './quality.ts';
import { colourOf, nameOf } from './series.ts';

const MOST_POINTS = 300;
/** Points of a curve: one every six pixels. */
const CURVE = 120;
/** A curve is drawn this far beyond the targets, as a part of their spread; what is farther off leaves the picture. */
const BEYOND = 0.5;
/** An output is shown when it is no farther from the targets than this part of their spread. */
const REACH = 1;
const TICKS = { x: 8, y: 5 };
/**
 * The fitted curve with the samples at the end of a run, or at its last finite weights; of a pair both curves.
 *
 * @param moments one at least: see {@link lastMoments}
 */
export function fitFigure(settings: TrainingSettings, moments: readonly Moment[]): Figure {
  const qualities = moments.map((moment) => qualityOf(settings.data, predictor(settings, moment.snapshot.parameters)));
  const title = finding(moments, qualities);
  const subtitle = moments.map((moment, i) => detail(moment, qualities[i] as Quality, moments.length > 1)).join(' ');
  const drawn = drawnWords(settings, MOST_POINTS);
  const heading = { title, subtitle: drawn === '' ? subtitle : `${subtitle} ${drawn}.` };
  return {
    alt: `${title}. ${heading.subtitle} Curve of ${settings.data.columns === undefined ? 'the output over the input' : `${outputName(settings)} over ${inputName(settings, 0)}`}, among the samples as dots.`,
    width: STILL_PAGE.width,
    height: STILL_PAGE.height,
    drawing: fitChart(settings, moments, heading, STILL_PAGE, moments),
  };
}

function finding(moments: readonly Moment[], qualities: readonly Quality[]): string {
  const judged = moments.map(({ run }, i) => {
    const { meanError, r2 } = qualities[i] as Quality;
    const whose = moments.length > 1 ? `${nameOf(run)}, the` : 'The';
    if (r2 === undefined) return `${whose} curve is ${shortNumber(meanError)} off on average`;
    return `${whose} curve ${fitVerb(r2)} the points: R² ${shortNumber(r2)}`;
  });
  return capitalize(judged.join('; '));
}

function detail(moment: Moment, { meanError }: Quality, named: boolean): string {
  const sentence = `mean distance from the points ${shortNumber(meanError)}, ${lossWords(moment)}.`;
  return capitalize(named ? `${nameOf(moment.run)}: ${sentence}` : sentence);
}

/**
 * The curves of one moment among the samples.
 *
 * @param last what the axes show besides the samples: those of an animation stay as they are
 */
export function fitChart(
  settings: TrainingSettings,
  moments: readonly Moment[],
  heading: Heading,
  page: Page,
  last: readonly Moment[],
): StillDrawing {
  const { xs, ys } = settings.data;
  const scale = page.text / STILL_PAGE.text;
  const samples = drawnSamples(settings, MOST_POINTS).map((i) => {
    return { x: round(xs[i]?.[0] as number), y: round(ys[i]?.[0] as number) };
  });
  const across = spreadOf(xs.map(([x]) => x as number));
  const up = heightOf(settings, last);
  const beyond = BEYOND * (up[1] - up[0]);
  const datasets = [
    ...moments.map((moment) =>
      curve(settings, moment, across, [up[0] - beyond, up[1] + beyond], scale, moments.length > 1),
    ),
    {
      label: counted(xs.length, 'sample'),
      data: samples,
      pointRadius: (samples.length > 100 ? 4 : 6) * scale,
      pointBorderWidth: 1.5 * scale,
      borderColor: COLOURS.background,
      backgroundColor: COLOURS.green,
    },
  ];
  const scales = {
    x: plainAxis(page, [round(across[0]), round(across[1])], TICKS.x, inputName(settings, 0)),
    y: plainAxis(page, [round(up[0]), round(up[1])], TICKS.y, outputName(settings)),
  };
  return { type: 'chart', chart: scatterChart(page, heading, datasets, scales) };
}

/** The targets, and the outputs beside them, unless those are far off. */
function heightOf(settings: TrainingSettings, moments: readonly Moment[]): readonly [number, number] {
  const { xs, ys } = settings.data;
  const targets = ys.map(([y]) => y as number);
  const [low, high] = spreadOf(targets);
  const reach = REACH * (high - low);
  const outputs = moments.flatMap(({ snapshot }) => {
    const predict = predictor(settings, snapshot.parameters);
    return xs.map((x) => predict(x)[0] as number);
  });
  const near = outputs.filter((output) => output > low - reach && output < high + reach);
  return spreadOf([...targets, ...near]);
}

function curve(
  settings: TrainingSettings,
  { run, snapshot }: Moment,
  [from, to]: readonly [number, number],
  [low, high]: readonly [number, number],
  scale: number,
  named: boolean,
) {
  const predict = predictor(settings, snapshot.parameters);
  const data = Array.from({ length: CURVE + 1 }, (_, i) => {
    const x = from + ((to - from) * i) / CURVE;
    const y = predict([x])[0] as number;
    return { x: round(x), y };
  }).filter(({ y }) => Number.isFinite(y));
  return {
    label: named ? nameOf(run) : 'network',
    data: data.map(({ x, y }) => ({ x, y: round(Math.min(high, Math.max(low, y))) })),
    showLine: true,
    pointRadius: 0,
    pointStyle: 'line' as const,
    borderColor: colourOf(run),
    backgroundColor: colourOf(run),
    borderWidth: 4 * scale,
    borderDash: run.zeroGrad ? [] : [8 * scale, 5 * scale],
  };
}
