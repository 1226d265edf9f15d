import { FRAME_PAGE, type Heading } from '../../pictures/chart/page.ts';
import { figure } from '../../pictures/text.ts';
import type { Picture, StillDrawing } from '../../reply/document.ts';
import { failureName } from '../../training/facts.ts';
import {
  momentsToWatch,
  predictor,
  type Snapshot,
  type Subject,
  subjectOf,
  type TrainingRecord,
  type TrainingSettings,
} from '../../training/index.ts';
import { boundaryFigure } from './boundary.ts';
import { boundaryChart } from './boundary-chart.ts';
import { fitChart, fitFigure } from './fit.ts';
import { counted, lastMoments, type Moment } from './moments.ts';
import { outputsChart } from './outputs.ts';
import { nameOf } from './series.ts';

const FRAME_MS = 250;
/** The first frame says what is to be seen; the last one is the result. */
const FIRST_MS = 1000;
const LAST_MS = 4000;

/** What the network has learned in the end, where that can be seen: its boundary or its curve. */
export function learnedFigure(settings: TrainingSettings, runs: readonly TrainingRecord[]): Picture | undefined {
  const subject = subjectOf(settings);
  if (subject === 'outputs') return undefined;
  return subject === 'boundary' ? boundaryFigure(settings, runs) : fitFigure(settings, runs);
}

/**
 * The same while it learns, from the start to the last update; a run that stops early stays where it was.
 *
 * @param runs with snapshots at {@link momentsToWatch}
 * @returns undefined where no run had finite weights at any time
 */
export function learningAnimation(settings: TrainingSettings, runs: readonly TrainingRecord[]): Picture | undefined {
  const last = lastMoments(runs);
  if (last.length === 0) return undefined;
  const end = Math.max(...last.map(({ run }) => reached(run)));
  const times = momentsToWatch(settings).filter((time) => time < end);
  times.push(end);
  const frames = times.map((time, i) => ({
    drawing: frameAt(settings, last, time, times.length),
    ms: i === times.length - 1 ? LAST_MS : i === 0 ? FIRST_MS : FRAME_MS,
  }));
  const result = learnedFigure(settings, runs);
  return {
    kind: 'picture',
    name: 'learning',
    alt: `Animation of ${counted(frames.length, 'frame')}: ${CONTENT[subjectOf(settings)]} from the start to ${counted(end, 'step')}. ${result === undefined ? endings(settings, last) : `At the end: ${result.alt}`}`,
    width: FRAME_PAGE.width,
    height: FRAME_PAGE.height,
    drawing: { type: 'animation', frames },
  };
}

const CONTENT: Record<Subject, string> = {
  boundary: 'the decision boundary among the points',
  curve: 'the fitted curve among the points',
  outputs: 'the outputs beside their targets',
};

/** Where each run ends, and how far its outputs are from what they should be. */
const endings = (settings: TrainingSettings, moments: readonly Moment[]): string =>
  moments
    .map((moment) => {
      const caption = captionOf(moment, moments.length > 1, Number.POSITIVE_INFINITY);
      const far = figure(farthest(settings, moment));
      return `At the end, ${caption}; the farthest output is ${far} from its target.`;
    })
    .join(' ');

function farthest(settings: TrainingSettings, { snapshot }: Moment): number {
  const { xs, ys } = settings.data;
  const predict = predictor(settings, snapshot.parameters);
  const distances = xs.flatMap((x, i) => {
    const outputs = predict(x);
    return (ys[i] as readonly number[]).map((target, k) => Math.abs((outputs[k] as number) - target));
  });
  return distances.reduce((most, distance) => Math.max(most, distance), 0);
}

/** The last iteration of which there is something to show: that of a failure, or the last update. */
const reached = ({ failure, snapshots }: TrainingRecord): number =>
  failure?.iteration ?? (snapshots.at(-1) as Snapshot).iteration;

/** Where a run is after so many updates: at the latest moment that was kept. */
function momentAt({ run }: Moment, time: number): Moment {
  const snapshot = run.snapshots.findLast(({ iteration }) => iteration <= time) ?? (run.snapshots[0] as Snapshot);
  return { run, snapshot };
}

function frameAt(settings: TrainingSettings, last: readonly Moment[], time: number, count: number): StillDrawing {
  const moments = last.map((moment) => momentAt(moment, time));
  const pair = moments.length > 1;
  const captions = moments.map((moment) => captionOf(moment, pair, time));
  const subject = subjectOf(settings);
  const step = `After ${counted(time, 'step')}`;
  if (subject === 'boundary') {
    const views = moments.map((moment, i) => ({ moment, name: captions[i] as string }));
    const heading: Heading = { title: pair ? step : `${step}: ${captions[0]}`, subtitle: '' };
    return boundaryChart(settings, views, heading, { page: FRAME_PAGE, maps: count * moments.length });
  }
  const heading = pair
    ? { title: step, subtitle: captions.join(' · ') }
    : { title: `${step}: ${captions[0]}`, subtitle: '' };
  return subject === 'curve'
    ? fitChart(settings, moments, heading, FRAME_PAGE, last)
    : outputsChart(settings, moments, heading, FRAME_PAGE);
}

/** One run's state, in a line: loss 0.0123; or what it failed of. */
function captionOf({ run, snapshot }: Moment, named: boolean, time: number): string {
  const { failure } = run;
  const failed = failure !== undefined && time >= failure.iteration;
  const state = failed ? `✕ ${failureName(failure)}` : `loss ${figure(snapshot.loss)}`;
  return named ? `${nameOf(run)}: ${state}` : state;
}
