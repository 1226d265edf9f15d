import { lossNamed } from '../engine/index.ts';
import { weightOf } from './batches.ts';
import { loopFor } from './loop.ts';
import { Network } from './network.ts';
import type { Failure, HeldRecord, TrainingRecord } from './record.ts';
import type { TrainingSettings } from './settings.ts';
import type { Snapshot } from './snapshots.ts';

/** How far a run has come; yielded every so many operations. */
export interface Progress {
  readonly done: number;
  readonly loss: number;
}

/** Operations between two progress reports: a few milliseconds. */
const REPORT_EVERY = 500_000;

/**
 * Trains a network and records what happens. The same settings give the same record, to the last bit.
 *
 * @param snapshotsAt numbers of updates after which to keep all parameters; the last ones are kept in any case
 */
export function* train(
  settings: TrainingSettings,
  snapshotsAt: readonly number[] = [],
): Generator<Progress, TrainingRecord> {
  const { steps, batch, zeroGrad } = settings;
  const network = new Network(settings);
  const anIteration = batch * network.operations;
  const loop = loopFor(network, settings, steps * anIteration);
  const { table } = loop;
  const pause = Math.max(1, Math.floor(REPORT_EVERY / anIteration));
  const wanted = new Set(snapshotsAt);
  const held = heldRows(network, settings);
  const snapshots: Snapshot[] = [];
  const keep = (iteration: number, loss: number, parameters: readonly number[]): void => {
    if (snapshots.at(-1)?.iteration !== iteration) snapshots.push({ iteration, loss, parameters });
  };
  const ended = (end: End): TrainingRecord => {
    if (end.lossAfter !== undefined) keep(steps, end.lossAfter, loop.parameters());
    else if (table.length > 0) keep(table.length - 1, table.loss(table.length - 1), loop.parameters(true));
    return {
      ...end,
      zeroGrad,
      get iterations() {
        return table.iterations;
      },
      snapshots,
      ...held.record(end.predictions),
    };
  };
  /** The numbers of updates at which something is to be done. */
  const stops = stopsOf(steps, pause, [...wanted, ...held.looks]);
  for (const stop of stops) {
    const begin = table.length;
    const parameters = wanted.has(begin) ? loop.parameters() : undefined;
    const seen = held.looks.includes(begin) ? held.lossWith(loop.parameters()) : undefined;
    const sample = loop.run(stop - begin);
    if (parameters && table.length > begin) keep(begin, table.loss(begin), parameters);
    if (table.length > begin) held.keep(begin, seen);
    if (sample !== undefined)
      return ended({ lossAfter: undefined, predictions: undefined, failure: network.failure(table.length, sample) });
    if (stop % pause === 0) yield { done: stop, loss: table.loss(stop - 1) };
  }
  network.set(loop.parameters());
  return ended(evaluate(network, settings));
}

/** Where a run of so many steps is looked at: at its pauses, where snapshots are wanted, and at its end. */
function stopsOf(steps: number, pause: number, wanted: readonly number[]): readonly number[] {
  const pauses = Array.from({ length: Math.floor(steps / pause) }, (_, i) => (i + 1) * pause);
  const stops = new Set([...pauses, ...wanted, steps].filter((stop) => stop > 0 && stop <= steps));
  return [...stops].sort((a, b) => a - b);
}

/** So often is looked at the rows held back. */
const LOOKS = 60;

/** Watches the rows held back; without any it does nothing. */
function heldRows(network: Network, { steps, batch, loss, data: { held } }: TrainingSettings) {
  const losses: HeldRecord['losses'][number][] = [];
  const every = Math.ceil(steps / LOOKS);
  const look = (): { total: number; predictions: (readonly number[])[] } => {
    if (held === undefined) return { total: Number.NaN, predictions: [] };
    const weight = (lossNamed(loss).samples === 'sum' ? batch : 1) / held.xs.length;
    let total = 0;
    const predictions = held.xs.map((_, row) => {
      total += weight * network.forward(row, held);
      return network.prediction;
    });
    return { total, predictions };
  };
  const keep = (iteration: number, total: number | undefined): void => {
    if (total !== undefined && Number.isFinite(total)) losses.push({ iteration, loss: total });
  };
  return {
    /** The numbers of updates at which it looks. */
    looks: held === undefined ? [] : Array.from({ length: Math.ceil(steps / every) }, (_, i) => i * every),
    /** The loss of these rows with such parameters. */
    lossWith(parameters: readonly number[]): number {
      network.set(parameters);
      return look().total;
    },
    keep,
    record(predictions: TrainingRecord['predictions']): Pick<TrainingRecord, 'held'> {
      if (held === undefined) return {};
      if (predictions === undefined) return { held: { predictions, losses } };
      const end = look();
      keep(steps, end.total);
      return { held: { predictions: end.predictions, losses } };
    },
  };
}

type End = Pick<TrainingRecord, 'lossAfter' | 'predictions' | 'failure'>;

/** Loss and predictions over all samples after the last update. */
export function evaluate(network: Network, settings: TrainingSettings): End {
  const samples = settings.data.xs.length;
  const predictions: (readonly number[])[] = [];
  let loss = 0;
  for (let sample = 0; sample < samples; sample++) {
    loss += weightOf(settings, samples) * network.forward(sample);
    if (!Number.isFinite(loss)) {
      const failure: Failure = network.failure(settings.steps, sample);
      return { lossAfter: undefined, predictions: undefined, failure };
    }
    predictions.push(network.prediction);
  }
  return { lossAfter: loss, predictions, failure: undefined };
}
