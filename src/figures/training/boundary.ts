import { STILL_PAGE } from '../../pictures/chart/page.ts';
import { shortNumber } from '../../pictures/text.ts';
import { capitalize, counted } from '../../text.ts';
import { type Classes, classesOf, type TrainingSettings } from '../../training/index.ts';
import type { Figure } from '../figure.ts';
import { mapOf } from './boundary-area.ts';
import { MOST_POINTS, pointSets, type Score, scoreOf } from './boundary-points.ts';
import { drawnSamples, drawnWords, lossWords, type Moment, whenOf } from './moments.ts';
import { className, inputName, MOST_ACROSS } from './names.ts';
import { legendLine, type Plane, planeChart } from './plane-chart.ts';
import { nameOf } from './series.ts';

/**
 * The decision boundary at the end of a run, or at its last finite weights; of a pair both, side by side.
 *
 * @param settings with two inputs and two classes
 * @param moments one at least: see {@link lastMoments}
 */
export function boundaryFigure(settings: TrainingSettings, moments: readonly Moment[]): Figure {
  const classes = classesOf(settings) as Classes;
  const all = settings.data.xs.map((_, i) => i);
  const scores = moments.map((moment) => scoreOf(settings, classes, moment, all));
  const title = finding(settings, classes, moments, scores);
  const shade = `Shade: output, ${shortNumber(classes.low)} to ${shortNumber(classes.high)}`;
  const drawn = drawnWords(settings, MOST_POINTS);
  const subtitle = `${shade}${drawn === '' ? '' : `; ${drawn}`}. ${capitalize(lossesOf(moments))}.`;
  const plots = moments.map((moment, i) => {
    const score = scores[i] as Score;
    return { moment, name: `${nameOf(moment.run)}: ${rightOf(score)} of ${score.samples} right` };
  });
  return {
    alt: altOf(settings, classes, title, moments, scores),
    width: STILL_PAGE.width,
    height: STILL_PAGE.height,
    drawing: planeChart(settings, boundaryPlane(settings), plots, { title, subtitle }, STILL_PAGE, plots.length),
  };
}

/** What is shown over the two inputs: the output as shade, its threshold as a line, and samples of two classes. */
export function boundaryPlane(settings: TrainingSettings): Plane {
  const classes = classesOf(settings) as Classes;
  const shown = drawnSamples(settings, MOST_POINTS);
  return {
    inputs: [0, 1],
    points: (moment, xAxis, size, named) => [
      ...pointSets(settings, scoreOf(settings, classes, moment, shown), xAxis, size, named),
      ...(named ? [legendLine(`output ${shortNumber(classes.threshold)}`, xAxis)] : []),
    ],
    map: (moment, area, size, xAxis) => mapOf(settings, classes, moment, area, size, xAxis),
  };
}

/** The losses of the networks shown, and of when they are; in as few words as possible. */
export function lossesOf(moments: readonly Moment[]): string {
  const [first, second] = moments as readonly [Moment, Moment | undefined];
  if (second === undefined) return lossWords(first);
  const time = whenOf(first);
  if (whenOf(second) !== time) return moments.map((moment) => `${nameOf(moment.run)}, ${lossWords(moment)}`).join('; ');
  const losses = moments.map(({ run, snapshot }) => `${nameOf(run)} ${shortNumber(snapshot.loss)}`);
  return `loss ${time}: ${losses.join(', ')}`;
}

/** Of a single point. */
const judged = ({ wrong }: Score): string => (wrong.size === 0 ? 'right' : 'wrong');

const rightOf = ({ samples, wrong }: Score): number => samples - wrong.size;

/** What is to be seen, as a sentence without its full stop; it claims no more than the points show. */
function finding(
  settings: TrainingSettings,
  classes: Classes,
  moments: readonly Moment[],
  scores: readonly Score[],
): string {
  const [first, second] = scores as readonly [Score, Score | undefined];
  if (second !== undefined) return pairFinding(moments, first, second);
  if (first.samples === 1) return `The network gets the only point ${judged(first)}`;
  const points = counted(first.samples, 'point');
  const all = allPoints(first.samples);
  const bothClasses = new Set(settings.data.ys.flat().map((target) => target > classes.threshold)).size === 2;
  const right = rightOf(first);
  if (!first.parts) {
    const ending = bothClasses
      ? `: ${right} ${right === 1 ? 'is' : 'are'} right`
      : right > 0
        ? ', the right one'
        : ', the wrong one';
    return `The network puts ${all} on one side${ending}`;
  }
  if (!bothClasses) return `The network gets ${right} of ${points} of one class right`;
  if (first.wrong.size === 0) return `The network separates ${all}`;
  return `The network gets ${right} of ${points} right`;
}

/** Two are both, and not all. */
export const allPoints = (count: number): string => (count === 2 ? 'both points' : `all ${counted(count, 'point')}`);

export function pairFinding(moments: readonly Moment[], first: Score, second: Score): string {
  const [one, other] = moments.map(({ run }) => nameOf(run)) as [string, string];
  const [right, otherRight] = [rightOf(first), rightOf(second)];
  const all = first.wrong.size === 0;
  if (first.samples === 1) {
    if (right === otherRight) return `Zeroed or not, the only point is ${judged(first)}`;
    return `${capitalize(one)}, the only point is ${judged(first)}; ${other}, it is ${judged(second)}`;
  }
  const points = all ? allPoints(first.samples) : `${right} of ${first.samples} points`;
  const are = right === 1 ? 'is' : 'are';
  if (right === otherRight) return `Zeroed or not, ${points} ${are} right`;
  return `${capitalize(one)}, ${points} ${are} right; ${other}, ${otherRight}`;
}

const inputsOf = (settings: TrainingSettings): string =>
  settings.data.columns === undefined
    ? 'the two inputs'
    : [0, 1].map((input) => inputName(settings, input, MOST_ACROSS)).join(' and ');

/** Which samples are which, where they have names. */
const samplesOf = (settings: TrainingSettings, classes: Classes): string =>
  settings.data.columns?.classes === undefined
    ? 'samples as circles and triangles'
    : `samples as circles (${className(settings, classes, classes.low)}) and triangles (${className(settings, classes, classes.high)})`;

/** What a sighted person learns from the picture, in sentences. */
function altOf(
  settings: TrainingSettings,
  classes: Classes,
  title: string,
  moments: readonly Moment[],
  scores: readonly Score[],
): string {
  const stories = moments.map((moment, i) => {
    const { samples, wrong, parts } = scores[i] as Score;
    const whose = moments.length > 1 ? `${capitalize(nameOf(moment.run))}: ` : '';
    const side = samples === 1 ? 'the only point lies' : 'all points lie';
    const line = parts ? 'the boundary runs between the points' : `${side} on one side of the boundary`;
    return capitalize(`${whose}${line}, ${wrong.size} of ${samples} on the wrong side; ${lossWords(moment)}.`);
  });
  return [
    `${title}.`,
    ...stories,
    `Map of the output over ${inputsOf(settings)}, from ${shortNumber(classes.low)} to ${shortNumber(classes.high)}, with the line where it is ${shortNumber(classes.threshold)}; ${samplesOf(settings, classes)}.`,
  ].join(' ');
}
