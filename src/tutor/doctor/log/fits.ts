import { code, say } from '../../../reply/build.ts';
import type { Span } from '../../../reply/document.ts';
import type { TrainingOptions } from '../../../training/index.ts';
import { percent, short } from '../words.ts';
import type { Shape } from './shape.ts';

/** What a run of ours is made with. */
export type RunOptions = Partial<TrainingOptions>;

/** A cause that a curve may have: when it fits, what is said then, and runs of ours that have it. */
export interface Fit {
  /** What it is called in a heading. */
  readonly name: string;
  readonly term: string;
  readonly fits: (shape: Shape) => boolean;
  readonly sentence: (shape: Shape) => Span[];
  readonly like: readonly RunOptions[];
}

/** The loss has grown to so many times its least. */
const AWAY = 1.5;
/** It rises in so many of the steps, and by much. */
const JUMPS = 0.15;
/** So much of the first loss is left of a curve that went down, or more, of one that did not. */
const LOW = 0.1;
const HIGH = 0.5;
/** Of a curve that stays where less than this is left, nobody knows whether there is more to learn: it may be noise. */
export const SETTLED = 0.3;
/** So much of its way, or more, lies in the last fifth of a curve that still falls. */
const ON_ITS_WAY = 0.1;
/** A curve that never moves changes by less than this. */
const STILL = 0.005;
const NEAR = 0.02;
/** From its least the loss on data not learned from has risen by so much. */
const OVERFITS = 1.15;

const isAway = ({ stops, last, least, first, rises }: Shape): boolean =>
  stops !== undefined || (last > AWAY * least && last > 0.9 * first && rises > JUMPS);
/** It goes up and down by much, and does not come down for all that. */
const isJumpy = (shape: Shape): boolean =>
  shape.rises > JUMPS && shape.most > AWAY * shape.least && shape.last > LOW * shape.first && !lastRises(shape);
const isStill = ({ stops, most, least }: Shape): boolean =>
  stops === undefined && most - least <= STILL * Math.abs(most);
const isStuck = (shape: Shape): boolean =>
  !isStill(shape) && shape.stops === undefined && shape.flatFrom !== undefined && shape.last > LOW * shape.first;
/** Stuck where a guess is. */
const isGuess = (shape: Shape): boolean => (isStill(shape) || isStuck(shape)) && guessAt(shape.last) !== undefined;
const isElsewhere = (shape: Shape): boolean => isStuck(shape) && !isGuess(shape) && shape.last > SETTLED * shape.first;
const isOnItsWay = ({ first, before, last }: Shape): boolean => before - last >= ON_ITS_WAY * (first - last);
/** The loss that is learned from is low, while that of other data rises. */
const lastRises = ({ held, last, least }: Shape): boolean =>
  last <= AWAY * least && held.length > 3 && (held.at(-1) ?? 0) > OVERFITS * Math.min(...held);

/** Losses of answers that are as likely as each other, by the number of classes. */
const GUESSES = [2, 3, 4, 5, 10, 100].map((classes) => ({ classes, loss: Math.log(classes) }));
const guessAt = (loss: number) => GUESSES.find((guess) => Math.abs(guess.loss - loss) < NEAR * guess.loss);

const seeds = (options: RunOptions, list: readonly number[]): RunOptions[] =>
  list.map((seed) => ({ ...options, seed }));

const FIRST = Array.from({ length: 40 }, (_, seed) => seed);

/** Two clouds with targets in the wrong range, of unequal size, and so on, small enough to be typed. */
const LARGE_TARGETS = '1 -> 10; 2 -> 20; 3 -> 30; 4 -> 40';
const UNEQUAL = `${Array.from({ length: 18 }, (_, i) => `${i / 10}, ${(i * 7) % 5} -> -1`).join('; ')}; 0.35, 2 -> 1; 1.15, 3 -> 1`;
const NOISE = Array.from(
  { length: 24 },
  (_, i) => `${((i * 37) % 24) / 12 - 1}, ${((i * 17) % 24) / 12 - 1} -> ${(i * i * 7) % 5 > 1 ? 1 : -1}`,
).join('; ');

/** Every cause that a curve alone can show, in the order in which they are told. */
export const FITS = {
  'rate-too-large': {
    name: 'a learning rate that is too large',
    term: 'learning rate',
    fits: (shape) => isAway(shape) || isJumpy(shape),
    sentence: (shape) =>
      shape.stops !== undefined
        ? say`A learning rate that is too large: the loss stops being a number at position ${shape.stops + 1}. Try a third of the rate, and scale the inputs.`
        : isAway(shape)
          ? say`A learning rate that is too large: the loss is least at ${short(shape.least)} and then grows to ${short(shape.last)}. Try a third of the rate, and scale the inputs.`
          : say`A learning rate that is too large: the loss rises in ${percent(shape.rises)} of the steps. Try a third of the rate, and scale the inputs. If these are losses of single batches, look at their mean over an epoch first.`,
    like: [
      { lr: 5 },
      ...seeds({ lr: 30 }, FIRST),
      { data: 'line', activation: 'linear', layers: '1', lr: 4, steps: 40 },
      { data: 'line', activation: 'relu', lr: 1, steps: 40 },
      { data: 'moons', lr: 2.2 },
      ...seeds({ data: 'article' }, [0, 2, 7, 12]),
    ],
  },
  'never-zeroed': {
    name: 'gradients that are never reset',
    term: 'zero_grad',
    fits: (shape) => isAway(shape) || isJumpy(shape),
    sentence: () =>
      say`Gradients that are never reset: each step uses the sum of all so far. Look for ${code('zero_grad()')} in the loop, before ${code('backward()')}.`,
    like: seeds({ zeroGrad: false }, [1664, ...FIRST]),
  },
  'inputs-unscaled': {
    name: 'numbers that are not scaled',
    term: 'scaling',
    fits: (shape) => isAway(shape) && shape.first > 100,
    sentence: ({ first }) =>
      say`Inputs or targets that are not scaled: a loss of ${short(first)} at the start says that the numbers are large. Bring them to mean 0 and deviation 1.`,
    like: [{ data: '32 -> 31; 53 -> 68; 61 -> 62; 47 -> 71; 59 -> 87', activation: 'linear', layers: '1', lr: 0.0001 }],
  },
  overfitting: {
    name: 'overfitting',
    term: 'overfitting',
    fits: lastRises,
    sentence: ({ held }) => {
      const least = Math.min(...held);
      return say`Overfitting: on the data that is not learned from, the loss is least at position ${held.indexOf(least) + 1} (${short(least)}) and then rises to ${short(held.at(-1) ?? 0)}. Stop there, or take more data or fewer neurons.`;
    },
    like: [{ data: NOISE, test: 0.35, layers: '16,16,1', loss: 'mse', lr: 0.5, steps: 400 }],
  },
  guessing: {
    name: 'answers that are a guess',
    term: 'cross-entropy',
    fits: isGuess,
    sentence: ({ last }) => {
      const classes = guessAt(last)?.classes ?? 2;
      return say`Answers that are a guess: with cross-entropy ${short(last)} is about ${code(`ln ${classes}`)}, the loss of saying 1/${classes} for each of ${classes} classes. So no input has any influence yet: look for inputs that are not scaled, weights that begin at 0, or a rate that is far too small.`;
    },
    like: [
      { data: 'moons', loss: 'bce', init: 'zero' },
      { data: 'moons', loss: 'bce', activation: 'sigmoid', layers: '6,6,6,6,1' },
    ],
  },
  'nothing-moves': {
    name: 'no gradient',
    term: 'vanishing gradient',
    fits: isStill,
    sentence: ({ first }) =>
      say`No gradient arrives: from the first value on the loss stays at ${short(first)}. Dead relu units, saturated neurons, weights that begin at 0, or parameters that the optimizer does not know do that; so does a rate that is far too small. Look whether ${code('.grad')} is 0 after ${code('backward()')}.`,
    like: [
      { data: '170, 65 -> 1; 182, 80 -> -1; 165, 55 -> 1; 190, 90 -> -1', stableTanh: true },
      { data: 'moons', lr: 0.00001 },
      { data: 'xor', init: 'zero' },
    ],
  },
  'targets-outside': {
    name: 'targets out of reach',
    term: 'target',
    fits: isElsewhere,
    sentence: ({ last, flatFrom = 0 }) =>
      say`Targets that the last layer cannot answer, as tanh nothing beyond 1: then ${short(last)}, where the loss stays from position ${flatFrom + 1} on, is the least that it allows. Compare the targets with the outputs; a linear last layer has no such bounds.`,
    like: [
      { data: LARGE_TARGETS, stableTanh: true },
      { data: '1,2 -> 3; 2,3 -> 5' },
      { data: 'xor', activation: 'sigmoid' },
    ],
  },
  'stuck-neurons': {
    name: 'neurons that are saturated or dead',
    term: 'saturated',
    fits: isElsewhere,
    sentence: () =>
      say`Neurons that are saturated, after steps that were too long (too large a rate, gradients that are never reset, a sum over many samples) or with inputs that are not scaled; or dead relu units. Count how many ${code('.grad')} are 0, scale the inputs, and try a third of the rate.`,
    like: [
      { data: 'moons', activation: 'relu', layers: '3,1', lr: 1 },
      { data: 'moons', lr: 8 },
      ...seeds({ data: 'article', lr: 1 }, [0, 2, 5]),
    ],
  },
  plateau: {
    name: 'a plateau, or one answer for all',
    term: 'plateau',
    fits: isElsewhere,
    sentence: ({ flatFrom = 0, last }) =>
      say`A plateau: from position ${flatFrom + 1} on the loss stays near ${short(last)}, after an unlucky start or from weights that begin at 0, or with the same answer for every sample, as with one class much larger than the other or with too few neurons. Count the answers, and try another seed.`,
    like: [
      ...seeds({ data: 'article' }, [0, 2, 5, 7, 9, 12, 13]),
      ...seeds({ data: 'xor' }, [5]),
      { data: UNEQUAL, loss: 'mse' },
      { data: 'circles', layers: '1,1' },
    ],
  },
  'rate-too-small': {
    name: 'a learning rate that is too small',
    term: 'learning rate',
    fits: (shape) =>
      !(isAway(shape) || isStill(shape) || isStuck(shape)) &&
      shape.rises <= JUMPS &&
      shape.last > HIGH * shape.first &&
      isOnItsWay(shape),
    sentence: ({ first, last, losses }) =>
      say`A learning rate that is too small, or a run that is too short: over ${losses.length} values the loss falls from ${short(first)} to ${short(last)}, and it still falls. Try three times the rate. It looks the same with many layers of sigmoid, as hardly any gradient comes through (take tanh or relu there), and with one class much larger than the other (count the answers).`,
    like: [
      { data: 'moons', lr: 0.001 },
      { data: 'moons', lr: 0.005 },
      { data: 'line', lr: 0.005 },
      { lr: 0.001 },
      { data: 'xor', lr: 0.002 },
    ],
  },
} satisfies Record<string, Fit>;
