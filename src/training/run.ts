import { weightOf } from './batches.ts';
import { loopFor } from './loop.ts';
import { Network } from './network.ts';
import type { Failure, TrainingRecord } from './record.ts';
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
    };
  };
  /** The numbers of updates at which something is to be done. */
  const stops = stopsOf(steps, pause, wanted);
  for (const stop of stops) {
    const parameters = wanted.has(table.length) ? loop.parameters() : undefined;
    const begin = table.length;
    const sample = loop.run(stop - begin);
    if (parameters && table.length > begin) keep(begin, table.loss(begin), parameters);
    if (sample !== undefined)
      return ended({ lossAfter: undefined, predictions: undefined, failure: network.failure(table.length, sample) });
    if (stop % pause === 0) yield { done: stop, loss: table.loss(stop - 1) };
  }
  network.set(loop.parameters());
  return ended(evaluate(network, settings));
}

/** Where a run of so many steps is looked at: at its pauses, where snapshots are wanted, and at its end. */
function stopsOf(steps: number, pause: number, wanted: ReadonlySet<number>): readonly number[] {
  const pauses = Array.from({ length: Math.floor(steps / pause) }, (_, i) => (i + 1) * pause);
  const stops = new Set([...pauses, ...wanted, steps].filter((stop) => stop > 0 && stop <= steps));
  return [...stops].sort((a, b) => a - b);
}

type End = Pick<TrainingRecord, 'lossAfter' | 'predictions' | 'failure'>;

/** Loss and predictions over all samples after the last update. */
export function evaluate(network: Network, settings: TrainingSettings): End {
  const samples = settings.data.xs.length;
  const predictions: number[][] = [];
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
