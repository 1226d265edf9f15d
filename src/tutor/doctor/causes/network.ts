import { activationNamed } from '../../../engine/index.ts';
import { code, say } from '../../../reply/build.ts';
import { counted } from '../../../text.ts';
import { classesOf } from '../../../training/index.ts';
import type { Change } from '../case.ts';
import type { Cause } from '../cause.ts';
import { short } from '../words.ts';

/** From so many of a layer's units on, as a share, it is their being dead that stops the learning. */
const MANY_DEAD = 0.5;
/** Networks with more neurons than this in the layers before the last are not too small for what is shown here. */
const FEW = 8;
const FEW_FOR_CURVE = 3;
/** A gradient that shrinks by more than this from a layer to the one before vanishes in depth. */
const SHRINKS = 2;
/** Layers from which on there is depth for it. */
const DEEP = 4;

/** relu units that answer 0 for every sample. */
export const deadUnits: Cause = {
  term: 'dead neuron',
  find(sick) {
    if (!sick.isFlat) return undefined;
    const layers = sick.end.slice(0, -1);
    const worst = layers.find(({ dead, units }) => dead >= MANY_DEAD * units);
    if (worst === undefined) return undefined;
    const { seed } = sick.settings;
    const changes = [1, 2, 3, 4, 5].map((more): Change => ({ seed: seed + more }));
    const best = sick.best<Change>([...changes, { activation: 'tanh' }]);
    // With a whole layer dead no gradient comes to it, whatever helps.
    if (best === undefined && worst.dead < worst.units) return undefined;
    const fromStart = sick.start.some(({ dead, units }) => dead >= MANY_DEAD * units);
    const sentence = say`${worst.dead} of ${counted(worst.units, 'unit')} in a layer of relu ${worst.dead === 1 ? 'is' : 'are'} dead${fromStart ? ' from the start' : ''}: the answer is 0 for every sample, and no gradient comes through`;
    if (best === undefined) return { sentence: say`${sentence}.` };
    const { change, outcome } = best;
    const option = change.seed === undefined ? '--activation tanh' : `--seed ${change.seed}`;
    return {
      sentence: say`${sentence}; with ${code(option)} it ends at ${short(outcome.loss)}.`,
      change,
      label: change.seed === undefined ? 'tanh in place of relu' : `Another start: seed ${change.seed}`,
    };
  },
};

/** Neurons that begin alike stay alike. */
export const sameStart: Cause = {
  term: 'symmetry',
  find(sick) {
    const layer = sick.start.findIndex(({ alike }) => alike);
    if (layer < 0 || !sick.end[layer]?.alike) return undefined;
    const units = sick.start[layer]?.units ?? 0;
    return {
      sentence: say`The ${units} neurons of a layer begin with the same weights, get the same gradients and stay the same: they do the work of one.`,
      ...(sick.options.init === undefined ? {} : { change: { init: undefined }, label: 'Weights drawn at random' }),
    };
  },
};

/** A function that so few neurons cannot bend to. */
export const fewNeurons: Cause = {
  term: 'hidden neurons',
  find(sick) {
    const { layers } = sick.settings;
    const hidden = layers.slice(0, -1).reduce((sum, size) => sum + size, 0);
    if (hidden > (classesOf(sick.settings) === undefined ? FEW_FOR_CURVE : FEW)) return undefined;
    const outputs = layers.at(-1);
    const best = sick.best(['8,8', '12,12'].map((shape) => ({ layers: `${shape},${outputs}`, hidden: undefined })));
    if (best === undefined) return undefined;
    const { change, outcome } = best;
    const larger = change.layers;
    const few =
      hidden === 0
        ? 'Without a hidden layer the network is too small'
        : `${counted(hidden, 'hidden neuron')} ${hidden === 1 ? 'is' : 'are'} too few`;
    return {
      sentence: say`${few} for this: the loss stays at ${short(sick.outcome.loss)}; with ${code(`--layers ${larger}`)} the same seed ends at ${short(outcome.loss)}.`,
      change: { layers: larger },
      label: `Layers ${larger}`,
    };
  },
};

const two = (value: number): number => Number(value.toPrecision(2));

/** Through many layers that let little of a gradient through, almost nothing comes to the first. */
export const vanishes: Cause = {
  term: 'vanishing gradient',
  find(sick) {
    const { layers, activations } = sick.settings;
    if (layers.length < DEEP || activations[0] !== 'sigmoid') return undefined;
    const first = sick.start[0]?.gradient ?? 0;
    const factors = sick.start.map(({ gradient }, l) => (l === 0 ? 0 : (gradient / first) ** (1 / l)));
    const from = factors.indexOf(Math.max(...factors));
    const factor = factors[from] ?? 0;
    if (!(factor > SHRINKS)) return undefined;
    const outcome = sick.try({ activation: 'tanh' });
    if (outcome === undefined || !sick.curesForGood({ activation: 'tanh' })) return undefined;
    return {
      sentence: say`The gradient vanishes on its way back: through ${activationNamed('sigmoid').title} it shrinks by a factor of about ${short(two(factor))} a layer, from ${short(two(sick.start[from]?.gradient ?? 0))} in layer ${from + 1} to ${short(two(first))} in layer 1 (typical sizes, at the start); with ${code('--activation tanh')} it ends at ${short(outcome.loss)}.`,
      change: { activation: 'tanh' },
      label: 'tanh in place of sigmoid',
    };
  },
};
