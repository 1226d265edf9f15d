import { lossNamed, Random, SGD } from '../engine/index.ts';
import { Network, operationsPerSample } from './network.ts';
import type { Failure, HeldRecord, Iteration, TrainingRecord } from './record.ts';
import { parameterIndex, type TrainingSettings } from './settings.ts';
import { SnapshotKeeper } from './snapshots.ts';

/** How far a run has come; yielded every so many operations. */
export interface Progress {
  readonly done: number;
  readonly loss: number;
}

/** Operations between two progress reports: a few milliseconds. */
const REPORT_EVERY = 500_000;

/** Operations of a whole run: forward passes of all its iterations. */
export const workOf = (settings: TrainingSettings): number =>
  settings.steps * settings.batch * operationsPerSample(settings);

/** The share of one sample in the loss of so many. */
const weightOf = ({ loss }: TrainingSettings, samples: number): number =>
  lossNamed(loss).samples === 'sum' ? 1 : 1 / samples;

/**
 * Trains a network and records what happens. The same settings give the same record, to the last bit.
 *
 * @param snapshotsAt numbers of updates after which to keep all parameters; the last ones are kept in any case
 */
export function* train(
  settings: TrainingSettings,
  snapshotsAt: readonly number[] = [],
): Generator<Progress, TrainingRecord> {
  const network = new Network(settings);
  const { parameters } = network;
  const optimiser = new SGD(parameters, settings.learningRate, settings.momentum);
  const tracked = parameters[parameterIndex(settings.track, settings) as number] as (typeof parameters)[number];
  const batches = batchesOf(settings, settings.seed);
  const iterations: Iteration[] = [];
  const snapshots = new SnapshotKeeper(parameters, snapshotsAt);
  const held = heldRows(network, settings);
  const pause = Math.max(1, Math.floor(REPORT_EVERY / (settings.batch * network.operations)));
  const stopped = (failure: Failure): TrainingRecord => ({
    zeroGrad: settings.zeroGrad,
    iterations,
    lossAfter: undefined,
    predictions: undefined,
    failure,
    snapshots: snapshots.all,
    ...held.record(undefined),
  });
  for (let iteration = 0; iteration < settings.steps; iteration++) {
    if (settings.zeroGrad) optimiser.zeroGrad();
    const stale = parameters.map(({ grad }) => grad);
    const batch = batches.next().value as readonly number[];
    const weight = weightOf(settings, batch.length);
    let loss = 0;
    let saturated = 0;
    let wrong = 0;
    for (const sample of batch) {
      loss += weight * network.forward(sample);
      if (!Number.isFinite(loss)) return stopped(network.failure(iteration, sample));
      saturated += network.saturated;
      wrong += network.wrong;
      network.backward(weight);
    }
    iterations.push({
      iteration,
      loss,
      weight: tracked.data,
      gradient: tracked.grad,
      freshNorm: Math.hypot(...parameters.map(({ grad }, i) => grad - (stale[i] as number))),
      staleNorm: Math.hypot(...stale),
      saturated,
      wrong,
    });
    snapshots.see(iteration, loss);
    held.see(iteration);
    optimiser.step();
    if (iteration % pause === pause - 1) yield { done: iteration + 1, loss };
  }
  const end = evaluate(network, settings);
  if (end.lossAfter !== undefined) snapshots.see(settings.steps, end.lossAfter);
  return { ...end, zeroGrad: settings.zeroGrad, iterations, snapshots: snapshots.all, ...held.record(end.predictions) };
}

/** So often is looked at the rows held back. */
const LOOKS = 60;

/** Watches the rows held back; without any it does nothing. */
function heldRows(network: Network, settings: TrainingSettings) {
  const { steps, batch, loss, data } = settings;
  const { held } = data;
  const losses: HeldRecord['losses'][number][] = [];
  const every = Math.ceil(steps / LOOKS);
  const look = (iteration: number): number[][] => {
    if (held === undefined) return [];
    const weight = (lossNamed(loss).samples === 'sum' ? batch : 1) / held.xs.length;
    let total = 0;
    const predictions = held.xs.map((_, row) => {
      total += weight * network.forward(row, held);
      return network.prediction;
    });
    if (Number.isFinite(total)) losses.push({ iteration, loss: total });
    return predictions;
  };
  return {
    see(iteration: number): void {
      if (iteration % every === 0) look(iteration);
    },
    record(predictions: TrainingRecord['predictions']): Pick<TrainingRecord, 'held'> {
      if (held === undefined) return {};
      return { held: { predictions: predictions && look(steps), losses } };
    },
  };
}

/** Loss and predictions over all samples after the last update. */
function evaluate(
  network: Network,
  settings: TrainingSettings,
): Pick<TrainingRecord, 'lossAfter' | 'predictions' | 'failure'> {
  const samples = settings.data.xs.length;
  const predictions: number[][] = [];
  let loss = 0;
  for (let sample = 0; sample < samples; sample++) {
    loss += weightOf(settings, samples) * network.forward(sample);
    if (!Number.isFinite(loss)) {
      return { lossAfter: undefined, predictions: undefined, failure: network.failure(settings.steps, sample) };
    }
    predictions.push(network.prediction);
  }
  return { lossAfter: loss, predictions, failure: undefined };
}

/** The samples of each iteration: all of them, or the next few of an order that is shuffled anew every epoch. */
function* batchesOf({ data, batch }: TrainingSettings, seed: number): Generator<readonly number[]> {
  const all = data.xs.map((_, i) => i);
  // A stream of its own, apart from the one that draws the weights.
  const random = new Random(2 ** 32 + seed);
  for (;;) {
    if (batch >= all.length) yield all;
    else {
      const order = random.shuffled(all);
      for (let start = 0; start + batch <= order.length; start += batch) yield order.slice(start, start + batch);
    }
  }
}

/** What became of one start: the loss after the last update, or undefined for "math range error". */
export function outcome(network: Network, settings: TrainingSettings, seed: number): number | undefined {
  network.restart(seed);
  const optimiser = new SGD(network.parameters, settings.learningRate, settings.momentum);
  const batches = batchesOf(settings, seed);
  for (let iteration = 0; iteration < settings.steps; iteration++) {
    if (settings.zeroGrad) optimiser.zeroGrad();
    const batch = batches.next().value as readonly number[];
    const weight = weightOf(settings, batch.length);
    for (const sample of batch) {
      if (!Number.isFinite(network.forward(sample))) return undefined;
      network.backward(weight);
    }
    optimiser.step();
  }
  return evaluate(network, settings).lossAfter;
}
