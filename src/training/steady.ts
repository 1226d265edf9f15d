import { loopFor } from './loop.ts';
import { Network } from './network.ts';
import type { TrainingRecord } from './record.ts';
import { evaluate } from './run.ts';
import type { TrainingSettings } from './settings.ts';

/** By how much, as a share, each parameter of the other start differs: some dozen times the last digit of a number. */
const NUDGE = 2 ** -46;
/** Losses that differ by less, as a share, are alike. */
const ALIKE = 1e-10;
/** A loss below this is made of what rounding leaves of targets that were reached. */
const LEAST = 1e-10;

const alike = (a: number, b: number): boolean => Math.abs(a - b) <= ALIKE * Math.max(LEAST, Math.abs(b));

/**
 * Up to which iteration a run is the same for somebody whose numbers differ in the last digits, as from another library's
 * `exp` or another order of sums: from there on such a difference grows. The count of steps means that the end is the
 * same, too; -1 that not even the first loss is.
 */
export function steadyUntil(settings: TrainingSettings, { iterations, lossAfter, failure }: TrainingRecord): number {
  const { steps } = settings;
  const network = new Network(settings);
  network.set(network.parameters.map(({ data }, i) => data * (1 + (i % 2 === 0 ? NUDGE : -NUDGE))));
  const loop = loopFor(network, settings, steps * settings.batch * network.operations);
  loop.run(steps);
  const { table } = loop;
  const differs = iterations.findIndex(({ loss }, i) => i >= table.length || !alike(table.loss(i), loss));
  const last = (differs < 0 ? iterations.length : differs) - 1;
  const steady = iterations.findLastIndex(({ iteration, loss }) => iteration <= last && loss >= LEAST);
  if (differs >= 0 || table.length > iterations.length) return steady;
  if (table.length < steps) return steps;
  network.set(loop.parameters());
  const end = evaluate(network, settings);
  const isSame =
    failure === undefined
      ? end.lossAfter !== undefined && alike(end.lossAfter, lossAfter ?? 0) && end.lossAfter >= LEAST
      : end.failure !== undefined;
  return isSame ? steps : steady;
}
