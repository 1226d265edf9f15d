import { STILL_PAGE } from '../../../pictures/chart/page.ts';
import { capitalize, counted } from '../../../text.ts';
import { largest, predictor, type TrainingSettings } from '../../../training/index.ts';
import type { Figure } from '../../figure.ts';
import { allPoints, lossesOf, pairFinding } from '../boundary.ts';
import { MOST_POINTS, type Score } from '../boundary-points.ts';
import { drawnSamples, drawnWords, lossWords, type Moment } from '../moments.ts';
import { classNames, inputName, MOST_ACROSS } from '../names.ts';
import { legendLine, type Plane, planeChart } from '../plane-chart.ts';
import { nameOf } from '../series.ts';
import { lookOf, regionMap, regionPoints } from './drawing.ts';
import { type Slice, sliceOf } from './plane.ts';

/**
 * The regions of three and more classes over two inputs; of more inputs over those two that matter most, with the others
 * at their mean.
 *
 * @param settings with an output a class
 * @param moments one at least: see {@link lastMoments}
 */
export function regionsFigure(settings: TrainingSettings, moments: readonly Moment[]): Figure {
  const slice = sliceOf(settings, moments[0] as Moment);
  const all = settings.data.xs.map((_, i) => i);
  const scores = moments.map((moment) => scoreOf(settings, moment, all));
  const title = finding(moments, scores);
  const drawn = drawnWords(settings, MOST_POINTS);
  const means = slice.cuts ? ' Other inputs at their mean.' : '';
  const subtitle = `Colour: the class with the largest output${drawn === '' ? '' : `; ${drawn}`}.${means} ${capitalize(lossesOf(moments))}.`;
  const plots = moments.map((moment, i) => {
    const { samples, wrong } = scores[i] as Score;
    return { moment, name: `${nameOf(moment.run)}: ${samples - wrong.size} of ${samples} right` };
  });
  return {
    alt: altOf(settings, slice, title, moments, scores),
    width: STILL_PAGE.width,
    height: STILL_PAGE.height,
    drawing: planeChart(settings, planeOf(settings, slice), plots, { title, subtitle }, STILL_PAGE, plots.length),
  };
}

/** What is shown over the two inputs; which these are the last moment of the first run decides. */
export const regionsPlane = (settings: TrainingSettings, last: readonly Moment[]): Plane =>
  planeOf(settings, sliceOf(settings, last[0] as Moment));

function planeOf(settings: TrainingSettings, slice: Slice): Plane {
  const shown = drawnSamples(settings, MOST_POINTS);
  return {
    inputs: slice.inputs,
    points: (moment, xAxis, size, named) => [
      ...regionPoints(settings, slice, scoreOf(settings, moment, shown), xAxis, size, named),
      ...(named ? [legendLine('boundary', xAxis)] : []),
    ],
    map: (moment, area, size, xAxis) => regionMap(settings, slice, moment, area, size, xAxis),
  };
}

/** Which samples the network takes for another class than theirs. */
function scoreOf(settings: TrainingSettings, { snapshot }: Moment, samples: readonly number[]): Score {
  const { xs, ys } = settings.data;
  const predict = predictor(settings, snapshot.parameters);
  const answers = samples.map((sample) => largest(predict(xs[sample] as readonly number[])));
  const wrong = samples.filter((sample, i) => answers[i] !== largest(ys[sample] as readonly number[]));
  return { samples: samples.length, wrong: new Set(wrong), parts: new Set(answers).size > 1 };
}

/** What is to be seen, as a sentence without its full stop. */
function finding(moments: readonly Moment[], scores: readonly Score[]): string {
  const [first, second] = scores as readonly [Score, Score | undefined];
  if (second !== undefined) return pairFinding(moments, first, second);
  const { samples, wrong, parts } = first;
  const right = samples - wrong.size;
  if (samples > 1 && !parts)
    return `The network puts ${allPoints(samples)} into one class: ${right} ${right === 1 ? 'is' : 'are'} right`;
  if (samples === 1) return `The network gets the only point ${right === 1 ? 'right' : 'wrong'}`;
  return `The network gets ${right === samples ? allPoints(samples) : `${right} of ${samples} points`} right`;
}

/** What a sighted person learns from the picture, in sentences. */
function altOf(
  settings: TrainingSettings,
  { inputs, cuts }: Slice,
  title: string,
  moments: readonly Moment[],
  scores: readonly Score[],
): string {
  const [x, y] = inputs.map((input) => inputName(settings, input, MOST_ACROSS));
  const classes = classNames(settings);
  const stories = moments.map((moment, i) => {
    const whose = moments.length > 1 ? `${nameOf(moment.run)}: ` : '';
    const { wrong, samples } = scores[i] as Score;
    return capitalize(
      `${whose}${wrong.size} of ${samples} points ${wrong.size === 1 ? 'is' : 'are'} taken for another class; ${lossWords(moment)}.`,
    );
  });
  const others = cuts ? ', the two inputs that matter most; the others are at their mean' : '';
  const shapes = classes.map((name, i) => `${name} as ${lookOf(i)}`);
  return [
    `${title}.`,
    ...stories,
    `Regions of ${counted(classes.length, 'class', 'classes')} over ${x} and ${y}${others}. Samples: ${shapes.join(', ')}.`,
  ].join(' ');
}
