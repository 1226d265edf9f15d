import { lossNamed } from '../../../engine/index.ts';
import { code, say } from '../../../reply/build.ts';
import { counted } from '../../../text.ts';
import { heldOf } from '../../../training/index.ts';
import { type Case, type Change, WELL } from '../case.ts';
import type { Cause, Finding } from '../cause.ts';
import { short } from '../words.ts';

/** A momentum from which on steps hardly fade. */
const FOREVER = 0.99;
/** From so many samples on a sum is another thing than a mean. */
const MANY = 11;
/** So many times the steps are tried. */
const LONGER = 5;
const MOST_STEPS = 10_000;
/** Another start leaves so much of the error, or less, where it is the start that matters. */
const OTHERWISE = 0.25;

const times = (ratio: number): string =>
  ratio > 1000 ? 'more than 1000 times' : `${short(Number(ratio.toPrecision(2)))} times`;

/** A momentum of 1 does what never resetting does. */
function keptForever(sick: Case): Finding | undefined {
  const best = sick.best<Change>([{ momentum: undefined }, { momentum: 0.5 }], (change) => sick.cures(change));
  if (best === undefined) return undefined;
  const { change, outcome } = best;
  const without = change.momentum === undefined ? 'without it' : `with a momentum of ${change.momentum}`;
  return {
    sentence: say`Momentum ${sick.settings.momentum} keeps every step for good, as gradients that are never reset do: ${without} the same start ends at ${short(outcome.loss)}.`,
    change,
    label: change.momentum === undefined ? 'Without momentum' : `Momentum ${change.momentum}`,
  };
}

/** The gradients are never reset, or every step is kept. */
export const neverZeroed: Cause = {
  term: 'zero_grad',
  find(sick) {
    const { zeroGrad, momentum } = sick.settings;
    if (zeroGrad) return momentum < FOREVER ? undefined : keptForever(sick);
    if (!sick.cures({ zeroGrad: true })) return undefined;
    const worst = sick.record.iterations.findLast(({ staleNorm, freshNorm }) => staleNorm > freshNorm && freshNorm > 0);
    const old =
      worst === undefined
        ? ''
        : `: in iteration ${worst.iteration} the old part of the gradient is ${times(worst.staleNorm / worst.freshNorm)} as long as the new one`;
    return {
      sentence: say`The cause is the missing reset of the gradients${old}.`,
      change: { zeroGrad: true },
      label: 'Reset the gradients',
    };
  },
};

/** The errors of many samples are added up where a mean was meant. */
export const sumOfMany: Cause = {
  term: 'mean squared error',
  find(sick) {
    const { loss, batch } = sick.settings;
    if (lossNamed(loss).samples !== 'sum' || batch < MANY) return undefined;
    const mean = sick.try({ loss: 'mse' });
    if (mean === undefined || !sick.cures({ loss: 'mse' })) return undefined;
    return {
      sentence: say`The loss adds up the errors of ${batch} samples, so each step is ${batch} times as long as with their mean; with ${code('--loss mse')} the same start ends at ${short(mean.loss)} a sample.`,
      change: { loss: 'mse' },
      label: 'Mean in place of sum',
    };
  },
};

/** The start leads to a place from which no small step leads on. */
export const plateau: Cause = {
  term: 'plateau',
  find(sick) {
    const { record, settings } = sick;
    const { iterations } = record;
    const last = iterations.at(-1);
    if (last === undefined || record.lossAfter === undefined || !sick.isFlat) return undefined;
    const seeds = [1, 2, 3, 4].map((more) => settings.seed + more);
    const seed = seeds.find(
      (other) => (sick.try({ seed: other })?.left ?? 1) <= Math.max(WELL, OTHERWISE * sick.outcome.left),
    );
    const outcome = seed === undefined ? undefined : sick.try({ seed });
    if (seed === undefined || outcome === undefined) return undefined;
    return {
      sentence: say`This start leads to a plateau: the loss stays near ${short(record.lossAfter)}, where the gradient has a length of only ${short(last.freshNorm)}; with ${code(`--seed ${seed}`)} it ends at ${short(outcome.loss)}.`,
      change: { seed },
      label: `Another start: seed ${seed}`,
    };
  },
};

/** The loss is on its way down when the run ends. */
export const unfinished: Cause = {
  term: 'iteration',
  find(sick) {
    const { settings, outcome } = sick;
    if (sick.isFlat || settings.steps >= MOST_STEPS) return undefined;
    const steps = Math.min(MOST_STEPS, LONGER * settings.steps);
    const longer = sick.try({ steps, epochs: undefined });
    if (longer === undefined || !sick.curesForGood({ steps, epochs: undefined })) return undefined;
    return {
      sentence: say`The run ends too early: the loss still falls when it is ${short(outcome.loss)}; with ${code(`--steps ${steps}`)} it ends at ${short(longer.loss)}.`,
      change: { steps, epochs: undefined },
      label: `${steps} steps`,
    };
  },
};

/** The samples are learned by heart. */
export const overfitting: Cause = {
  term: 'overfitting',
  ofLearned: true,
  find({ settings, record }) {
    const held = heldOf(settings, record);
    if (held === undefined || !held.overfits) return undefined;
    const { iteration, loss } = held.least;
    return {
      sentence: say`Overfitting: on the rows held back the loss was least, ${short(loss)}, after ${counted(iteration, 'step')}, and is ${short(held.last.loss)} at the end: from there on the network learns its rows by heart.`,
      ...(iteration > 0 && {
        change: { steps: iteration, epochs: undefined },
        label: `Stop after ${counted(iteration, 'step')}`,
      }),
    };
  },
};
