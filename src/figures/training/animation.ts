import { FRAME_PAGE, type Heading } from '../../pictures/chart/page.ts';
import { shortNumber } from '../../pictures/text.ts';
import type { StillDrawing } from '../../reply/document.ts';
import { counted } from '../../text.ts';
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
import type { Figure } from '../figure.ts';
import { boundaryFigure, boundaryPlane } from './boundary.ts';
import { regionsFigure, regionsPlane } from './classes/regions.ts';
import { fitChart, fitFigure } from './fit.ts';
import type { Moment } from './moments.ts';
import { outputsChart } from './outputs.ts';
import { planeChart } from './plane-chart.ts';
import { nameOf } from './series.ts';

const FRAME_MS = 250;
/** The first frame says what is to be seen; the last one is the result. */
const FIRST_MS = 1000;
const LAST_MS = 4000;

/**
 * The network while it learns, from the start to the last update; a run that stops early stays where it was.
 *
 * @param last of runs with snapshots at {@link momentsToWatch}; one at least
 */
export function learningFigure(settings: TrainingSettings, last: readonly Moment[]): Figure {
  const end = Math.max(...last.map(({ run }) => reached(run)));
  const times = momentsToWatch(settings).filter((time) => time < end);
  times.push(end);
  const frames = times.map((time, i) => ({
    drawing: frameAt(settings, last, time, times.length),
    ms: i === times.length - 1 ? LAST_MS : i === 0 ? FIRST_MS : FRAME_MS,
  }));
  const { content, ending } = SUBJECTS[subjectOf(settings)];
  return {
    alt: `Animation of ${counted(frames.length, 'frame')}: ${content} from the start to ${counted(end, 'step')}. ${ending(settings, last)}`,
    width: FRAME_PAGE.width,
    height: FRAME_PAGE.height,
    drawing: { type: 'animation', frames },
  };
}

interface SubjectText {
  readonly content: string;
  /** What there is to see in the last frame, in sentences. */
  readonly ending: (settings: TrainingSettings, moments: readonly Moment[]) => string;
}

const SUBJECTS: Record<Subject, SubjectText> = {
  boundary: {
    content: 'the decision boundary among the points',
    ending: (...shown) => `At the end: ${boundaryFigure(...shown).alt}`,
  },
  regions: {
    content: 'the regions of the classes among the points',
    ending: (...shown) => `At the end: ${regionsFigure(...shown).alt}`,
  },
  curve: {
    content: 'the fitted curve among the points',
    ending: (...shown) => `At the end: ${fitFigure(...shown).alt}`,
  },
  outputs: { content: 'the outputs beside their targets', ending: endings },
};

/** Where each run ends, and how far its outputs are from what they should be. */
function endings(settings: TrainingSettings, moments: readonly Moment[]): string {
  const sentences = moments.map((moment) => {
    const caption = captionOf(moment, moments.length > 1, Number.POSITIVE_INFINITY);
    const far = shortNumber(farthest(settings, moment));
    return `At the end, ${caption}; the farthest output is ${far} from its target.`;
  });
  return sentences.join(' ');
}

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
  if (subject === 'boundary' || subject === 'regions') {
    const plane = subject === 'boundary' ? boundaryPlane(settings) : regionsPlane(settings, last);
    const plots = moments.map((moment, i) => ({ moment, name: captions[i] as string }));
    const heading: Heading = { title: pair ? step : `${step}: ${captions[0]}`, subtitle: '' };
    return planeChart(settings, plane, plots, heading, FRAME_PAGE, count * moments.length);
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
  const state = failed ? `✕ ${failureName(failure)}` : `loss ${shortNumber(snapshot.loss)}`;
  return named ? `${nameOf(run)}: ${state}` : state;
}
