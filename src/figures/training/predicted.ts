import { plainAxis, plainLegend, scatterChart, spreadOf } from '../../pictures/chart/axes.ts';
import { STILL_PAGE } from '../../pictures/chart/page.ts';
import { shortNumber } from '../../pictures/text.ts';
import { COLOURS } from '../../pictures/theme.ts';
import { capitalize, counted } from '../../text.ts';
import { classesOf, predictor, subjectOf, type TrainingSettings } from '../../training/index.ts';
import type { Figure } from '../figure.ts';
import { lossesOf } from './boundary.ts';
import { drawnSamples, lossWords, type Moment, round } from './moments.ts';
import { outputName } from './names.ts';
import { fitVerb, type Quality, qualityOf } from './quality.ts';
import { colourOf, nameOf } from './series.ts';

const MOST_POINTS = 300;
/** Predictions farther from the targets than this part of their spread stand at the edge. */
const REACH = 0.5;
const TICKS = { x: 7, y: 5 };

/** Rows of which a network's answers are shown. */
interface Part {
  readonly settings: TrainingSettings;
  readonly held: boolean;
}

/** A network's answers for a part of the rows. */
interface Answers {
  readonly moment: Moment;
  readonly part: Part;
  readonly quality: Quality;
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

/** Are the targets numbers that no plane of the inputs can show? */
export function hasNumbers(settings: TrainingSettings): boolean {
  const { ys, columns } = settings.data;
  const isNumber = ys[0]?.length === 1 && columns?.classes === undefined && classesOf(settings) === undefined;
  return isNumber && subjectOf(settings) === 'outputs';
}

/**
 * What a network predicts by what is true, with the line where both are equal: of the rows learned from, and of those held
 * back; at the end of a run, or at its last finite weights. Of a pair both.
 *
 * @param settings with numbers as targets: see {@link hasNumbers}
 * @param moments one at least: see {@link lastMoments}
 */
export function predictedFigure(settings: TrainingSettings, moments: readonly Moment[]): Figure {
  const parts = partsOf(settings);
  const answers = moments.flatMap((moment) => parts.map((part) => answersOf(moment, part)));
  const isPair = moments.length > 1;
  const title = finding(moments, answers);
  const targets = parts.flatMap(({ settings: { data } }) => data.ys.map(([y]) => y as number));
  const range = rangeOf(
    targets,
    answers.flatMap(({ points }) => points.map(({ y }) => y)),
  );
  const isOff = ({ y }: { y: number }): boolean => y < range[0] || y > range[1];
  const off = answers.reduce((sum, { points }) => sum + points.filter(isOff).length, 0);
  const details = moments.map((moment) => detail(moment, answers, isPair)).join(' ');
  const subtitle = [
    isPair ? `${capitalize(lossesOf(moments))}.` : details,
    ...(off === 0
      ? []
      : [`${counted(off, 'prediction')} beyond the scale ${off === 1 ? 'stands' : 'stand'} at the edge.`]),
    ...drawnOf(parts),
  ].join(' ');
  const [across, up] = namesOf(settings);
  const [least, most] = [Math.min(...targets), Math.max(...targets)].map(shortNumber);
  const span = least === most ? `which is ${least}` : `which goes from ${least} to ${most}`;
  const shapes = answers.map((each) => `${lookOf(each).plural} are ${labelOf(each, isPair)}`).join('; ');
  return {
    alt: `${title}. ${isPair ? `${details} ` : ''}${subtitle} ${capitalize(up)} over ${across}, ${span}, with the line where both are equal: ${shapes}.`,
    width: STILL_PAGE.width,
    height: STILL_PAGE.height,
    drawing: {
      type: 'chart',
      chart: scatterChart(
        STILL_PAGE,
        { title, subtitle },
        [...answers.map((each) => pointSet(each, range, isPair)).reverse(), equalLine(range)],
        {
          x: plainAxis(STILL_PAGE, range, TICKS.x, across),
          y: plainAxis(STILL_PAGE, range, TICKS.y, up),
        },
        { ...plainLegend(STILL_PAGE), ...(isPair && { position: 'right', align: 'start', fullSize: false }) },
      ),
    },
  };
}

function partsOf(settings: TrainingSettings): Part[] {
  const { held } = settings.data;
  const learned = { settings, held: false };
  return held === undefined
    ? [learned]
    : [learned, { settings: { ...settings, data: { ...settings.data, ...held } }, held: true }];
}

function answersOf(moment: Moment, part: Part): Answers {
  const { data } = part.settings;
  const predict = predictor(part.settings, moment.snapshot.parameters);
  const points = drawnSamples(part.settings, MOST_POINTS).flatMap((row) => {
    const y = predict(data.xs[row] as readonly number[])[0] as number;
    return Number.isFinite(y) ? [{ x: round(data.ys[row]?.[0] as number), y }] : [];
  });
  return { moment, part, quality: qualityOf(data, predict), points };
}

/** The targets with space around them, and the predictions that are not far off. */
function rangeOf(targets: readonly number[], predictions: readonly number[]): readonly [number, number] {
  const [low, high] = spreadOf(targets);
  const reach = REACH * (high - low);
  const near = predictions.filter((y) => y > low - reach && y < high + reach);
  const [from, to] = spreadOf([...targets, ...near]);
  return [round(from), round(to)];
}

/** What is to be seen, as a sentence without its full stop: of rows held back by these, for they are news to the network. */
function finding(moments: readonly Moment[], answers: readonly Answers[]): string {
  const judged = moments.map((moment) => ofMoment(moment, answers).at(-1) as Answers);
  const [first] = judged as [Answers];
  const where = first.part.held ? ` on ${counted(rowsOf(first), 'row')} held back` : '';
  const { r2, meanError } = first.quality;
  if (moments.length > 1) {
    const [what, number] =
      r2 === undefined
        ? ['Off on average', ({ meanError }: Quality) => meanError]
        : ['R² of the predictions', ({ r2 }: Quality) => r2 ?? Number.NaN];
    return `${what}${where}: ${judged.map(({ moment, quality }) => `${nameOf(moment.run)} ${shortNumber(number(quality))}`).join(', ')}`;
  }
  if (r2 === undefined) return `The predictions are ${shortNumber(meanError)} off on average${where}`;
  const beside = first.part.held ? besides(answers[0] as Answers) : '';
  return `The predictions ${fitVerb(r2, true)} the targets: R² ${shortNumber(r2)}${where}${beside}`;
}

const ofMoment = (moment: Moment, answers: readonly Answers[]): Answers[] =>
  answers.filter((each) => each.moment === moment);

const besides = (learned: Answers): string =>
  learned.quality.r2 === undefined
    ? ''
    : `, ${shortNumber(learned.quality.r2)} on the ${counted(rowsOf(learned), 'row')} learned from`;

const rowsOf = ({ part }: Answers): number => part.settings.data.xs.length;

function detail(moment: Moment, answers: readonly Answers[], named: boolean): string {
  const [learned, held] = ofMoment(moment, answers).map(({ quality }) => shortNumber(quality.meanError)) as [
    string,
    string | undefined,
  ];
  const far = `off by ${learned} on average${held === undefined ? '' : `, by ${held} on the rows held back`}`;
  return capitalize(named ? `${nameOf(moment.run)}: ${far}.` : `${far}; ${lossWords(moment)}.`);
}

/** Says that not all points are drawn, where that is so. */
const drawnOf = (parts: readonly Part[]): string[] => {
  const rows = parts.map(({ settings }) => settings.data.xs.length);
  const all = rows.reduce((sum, count) => sum + count, 0);
  const shown = rows.reduce((sum, count) => sum + Math.min(count, MOST_POINTS), 0);
  return shown < all ? [`${shown} of ${all} points drawn.`] : [];
};

/** What the axes are called. */
const namesOf = (settings: TrainingSettings): [string, string] =>
  settings.data.columns === undefined
    ? ['target', 'output']
    : [`true ${outputName(settings)}`, `predicted ${outputName(settings)}`];

function labelOf({ moment, part }: Answers, named: boolean): string {
  const rows = part.held ? 'held back' : 'learned from';
  return named ? `${nameOf(moment.run)}, ${rows}` : `rows ${rows}`;
}

/** Each part of each run has a shape and a colour of its own; those of the same radius look differently large. */
const lookOf = ({ moment, part }: Answers) =>
  moment.run.zeroGrad
    ? part.held
      ? { style: 'triangle', size: 1.3, plural: 'triangles', colour: COLOURS.green }
      : { style: 'circle', size: 1, plural: 'circles', colour: colourOf(moment.run) }
    : part.held
      ? { style: 'rect', size: 1.2, plural: 'squares', colour: COLOURS.pink }
      : { style: 'rectRot', size: 1.3, plural: 'diamonds', colour: colourOf(moment.run) };

function pointSet(answers: Answers, [low, high]: readonly [number, number], named: boolean) {
  const { style, size, colour } = lookOf(answers);
  return {
    label: labelOf(answers, named),
    data: answers.points.map(({ x, y }) => ({ x, y: round(Math.min(high, Math.max(low, y))) })),
    clip: false as const,
    pointStyle: style,
    pointRadius: (answers.points.length > 100 ? 5 : 6.5) * size,
    pointBorderWidth: 1,
    borderColor: COLOURS.background,
    backgroundColor: colour,
  };
}

const equalLine = ([low, high]: readonly [number, number]) => ({
  label: 'equal',
  data: [low, high].map((end) => ({ x: end, y: end })),
  showLine: true,
  pointRadius: 0,
  pointStyle: 'line' as const,
  borderColor: COLOURS.title,
  backgroundColor: COLOURS.title,
  borderWidth: 2,
  borderDash: [8, 5],
});
