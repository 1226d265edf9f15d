import type { Picture } from '../../reply/document.ts';
import {
  confusionOf,
  type Subject,
  subjectOf,
  type TrainingRecord,
  type TrainingSettings,
} from '../../training/index.ts';
import { type Figure, pictureOf } from '../figure.ts';
import { learningFigure } from './animation.ts';
import { boundaryFigure } from './boundary.ts';
import { confusionFigure } from './classes/confusion.ts';
import { regionsFigure } from './classes/regions.ts';
import { fitFigure } from './fit.ts';
import { layersFigure } from './layers.ts';
import { lossFigure } from './loss.ts';
import { lastMoments } from './moments.ts';
import { hasNumbers, predictedFigure } from './predicted.ts';
import { trackedFigure } from './tracked.ts';

/** What pictures of a training run are made from. */
export interface ShownRun {
  readonly settings: TrainingSettings;
  /** One run, or the zeroed and the never zeroed run from one seed. */
  readonly runs: readonly TrainingRecord[];
  /** What happened, as a sentence without its full stop. */
  readonly finding: string;
  /** Whether to show how the network learned in place of what it learned. */
  readonly animate: boolean;
  /** Only what is looked at first, or everything. */
  readonly detail: 'brief' | 'full';
  /** Did somebody choose the parameter to follow? */
  readonly follows: boolean;
  /** Whether to show the size of the gradients of each layer. */
  readonly probe?: boolean | undefined;
}

interface TrainingFigure {
  /** Of its file. */
  readonly name: string;
  /** Whether there is something to see of this run. */
  readonly applies: (shown: ShownRun) => boolean;
  readonly draw: (shown: ShownRun) => Figure;
}

const always = (): boolean => true;

const followed = ({ detail, follows }: ShownRun): boolean => detail === 'full' || follows;

/** Is a network with finite weights to be seen, still or while it learns? */
const learned = ({ runs, animate }: ShownRun, moving: boolean): boolean =>
  animate === moving && lastMoments(runs).length > 0;

const still = (subject: Subject) => (shown: ShownRun) => learned(shown, false) && subjectOf(shown.settings) === subject;

/** The pictures of a training run, in the order in which they are shown. */
const TRAINING_FIGURES: readonly TrainingFigure[] = [
  { name: 'loss', applies: always, draw: ({ runs, finding }) => lossFigure(runs, finding) },
  {
    name: 'layers',
    applies: ({ probe, runs }) => probe === true && lastMoments(runs).length > 0,
    draw: ({ settings, runs }) => layersFigure(settings, runs.at(-1) as TrainingRecord),
  },
  { name: 'tracked', applies: followed, draw: ({ runs, settings }) => trackedFigure(runs, settings.track) },
  {
    name: 'boundary',
    applies: still('boundary'),
    draw: ({ settings, runs }) => boundaryFigure(settings, lastMoments(runs)),
  },
  {
    name: 'regions',
    applies: still('regions'),
    draw: ({ settings, runs }) => regionsFigure(settings, lastMoments(runs)),
  },
  {
    name: 'confusion',
    applies: ({ settings, runs: [first], detail }) =>
      detail === 'full' && first !== undefined && confusionOf(settings, first) !== undefined,
    draw: ({ settings, runs }) => confusionFigure(settings, runs[0] as TrainingRecord),
  },
  { name: 'fit', applies: still('curve'), draw: ({ settings, runs }) => fitFigure(settings, lastMoments(runs)) },
  {
    name: 'predicted',
    applies: (shown) => learned(shown, false) && hasNumbers(shown.settings),
    draw: ({ settings, runs }) => predictedFigure(settings, lastMoments(runs)),
  },
  {
    name: 'learning',
    applies: (shown) => learned(shown, true),
    draw: ({ settings, runs }) => learningFigure(settings, lastMoments(runs)),
  },
];

/** All pictures that apply to a run. */
export const trainingPictures = (shown: ShownRun): Picture[] =>
  TRAINING_FIGURES.filter(({ applies }) => applies(shown)).map(({ name, draw }) => pictureOf(name, draw(shown)));
