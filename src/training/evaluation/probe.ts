import { type ActivationName, activationNamed, saturates } from '../../engine/index.ts';
import type { DataSet } from '../data.ts';
import { Network, SATURATED } from '../network.ts';
import { predictor } from '../predict.ts';
import { parameterCount, type TrainingSettings } from '../settings.ts';

/** What a layer does with the samples, at one moment of a run. */
export interface LayerFacts {
  readonly units: number;
  /** A typical gradient of one sample's loss: the root mean square over samples, weights and biases. */
  readonly gradient: number;
  /** Which share of its outputs lies within 0.01 of an end of their range; 0 where there are no such ends. */
  readonly saturated: number;
  /** Units that answer 0 for every sample, where an answer of 0 has no slope. */
  readonly dead: number;
  /** Are there several units, and have all the same weights and bias? */
  readonly alike: boolean;
}

/** More samples than these tell nothing new. */
const MOST_SAMPLES = 500;

/** Looks into a network: forward and backward over the samples with these parameters, without a step. */
export function probe(settings: TrainingSettings, parameters: readonly number[]): LayerFacts[] {
  const some = { ...settings, data: sampleOf(settings.data) };
  const squares = squaresOf(some, parameters);
  return settings.layers.map((units, layer) => {
    const layers = settings.layers.slice(0, layer + 1);
    const [from, to] = [layer, layer + 1].map((l) =>
      parameterCount({ ...settings, layers: settings.layers.slice(0, l) }),
    );
    const own = squares.slice(from, to);
    const weights = parameters.slice(from, to);
    const each = weights.length / units;
    const name = settings.activations[layer] as ActivationName;
    return {
      units,
      gradient: Math.sqrt(own.reduce((sum, square) => sum + square, 0) / own.length),
      alike: units > 1 && weights.every((weight, i) => weight === weights[i % each]),
      ...answersOf(predictor({ ...some, layers, loss: 'mse' }, parameters), some.data, name),
    };
  });
}

/** Every so many of the samples, without what was before scaling. */
function sampleOf({ unscaled: _, scaling: __, ...data }: DataSet): DataSet {
  const every = Math.ceil(data.xs.length / MOST_SAMPLES);
  const chosen = <T>(rows: readonly T[]): T[] => rows.filter((_, i) => i % every === 0);
  return { ...data, xs: chosen(data.xs), ys: chosen(data.ys) };
}

/** The mean square of each parameter's gradient over the samples, each by itself: together they may cancel. */
function squaresOf(settings: TrainingSettings, parameters: readonly number[]): number[] {
  const network = new Network(settings);
  network.set(parameters);
  const samples = settings.data.xs.length;
  const squares = parameters.map(() => 0);
  for (let sample = 0; sample < samples; sample++) {
    if (!Number.isFinite(network.forward(sample))) return parameters.map(() => Number.NaN);
    for (const parameter of network.parameters) parameter.grad = 0;
    network.backward(1);
    for (const [i, { grad }] of network.parameters.entries()) squares[i] = (squares[i] as number) + grad ** 2 / samples;
  }
  return squares;
}

function answersOf(
  answer: (x: readonly number[]) => readonly number[],
  { xs }: DataSet,
  name: ActivationName,
): Pick<LayerFacts, 'saturated' | 'dead'> {
  const rows = xs.map(answer);
  const units = rows[0]?.length ?? 0;
  const [low, high] = activationNamed(name).range;
  const ends = rows.flat().filter((output) => output < low + SATURATED || output > high - SATURATED).length;
  const gated = low === 0 && !Number.isFinite(high);
  const isDead = (unit: number): boolean => rows.every((row) => row[unit] === 0);
  return {
    saturated: saturates(name) ? ends / (rows.length * units) : 0,
    dead: gated ? Array.from({ length: units }, (_, unit) => unit).filter(isDead).length : 0,
  };
}

/** The parameters that a run of these settings begins with. */
export const firstParameters = (settings: TrainingSettings): number[] =>
  new Network(settings).parameters.map(({ data }) => data);
