import { activationNamed } from '../../../engine/index.ts';
import { code, say } from '../../../reply/build.ts';
import { counted } from '../../../text.ts';
import { classesOf, constantLoss, largest, leastLoss, rightOf } from '../../../training/index.ts';
import type { Case, Change } from '../case.ts';
import type { Cause, Finding } from '../cause.ts';
import { percent, rateOf, short } from '../words.ts';

/** The least loss that the output allows is so much of the loss there is, or of that of a constant answer. */
const MATTERS = 0.3;
/** Inputs beyond this, in any column, are not scaled: weights begin between -1 and 1. */
const LARGE = 5;
const LARGE_TARGETS = 100;
/** So many outputs that are saturated from the start are reason enough. */
const MOSTLY = 0.5;

const helps = (sick: Case, change: Change): boolean =>
  (sick.try(change)?.left ?? Number.POSITIVE_INFINITY) < sick.outcome.left;

/** Scaled numbers may need a smaller rate than that with which a run overflows: the one that helps then. */
function rateForScaled(sick: Case): number | undefined {
  const rates = [3, 9, 27].map((part) => rateOf(sick.settings.learningRate / part));
  return rates.find((lr) => sick.cures({ scale: 'standard', lr }));
}

/** The numbers brought to mean 0 and deviation 1, where that helps, alone or with a smaller rate behind it. */
function scaledChange(sick: Case): Pick<Finding, 'change' | 'label'> {
  if (sick.settings.data.scaling !== undefined) return {};
  if (!helps(sick, { scale: 'standard' }) && rateForScaled(sick) === undefined) return {};
  return { change: { scale: 'standard' }, label: 'Scale inputs and targets' };
}

/** Targets that the last layer can never answer. */
export const targetsOutside: Cause = {
  term: 'output range',
  find(sick) {
    const { settings, outcome } = sick;
    const { data, activations } = settings;
    const last = activations.at(-1) ?? 'linear';
    const [low, high] = activationNamed(last).range;
    const [least, most] = endsOf(data.ys);
    if (least >= low && most <= high) return undefined;
    const floor = leastLoss(settings);
    if (floor < MATTERS * Math.min(outcome.loss, constantLoss(settings))) return undefined;
    const range = Number.isFinite(high) ? `only between ${low} and ${high}` : `nothing below ${low}`;
    return {
      sentence: say`The targets go from ${short(least)} to ${short(most)}, but ${activationNamed(last).title} answers ${range}: ${short(floor)} is the least loss that this output allows.`,
      ...(helps(sick, { last: 'linear' })
        ? { change: { last: 'linear' }, label: 'Last layer linear' }
        : scaledChange(sick)),
    };
  },
};

/** Inputs in the tens or thousands: the first layer saturates, or its gradients are as large. */
export const inputsUnscaled: Cause = {
  term: 'scaling',
  find(sick) {
    const { settings, start } = sick;
    if (settings.data.scaling !== undefined) return undefined;
    const [least, most] = endsOf(settings.data.xs);
    if (Math.max(-least, most) <= LARGE) return targetsUnscaled(sick);
    const scaled = sick.try({ scale: 'standard' });
    const saturated = start[0]?.saturated ?? 0;
    const proves = saturated > MOSTLY && helps(sick, { scale: 'standard' });
    if (scaled === undefined || !(proves || sick.cures({ scale: 'standard' }))) return targetsUnscaled(sick);
    const so =
      saturated > MOSTLY / 2
        ? `so ${percent(saturated)} of the outputs of the first layer are saturated from the start`
        : 'and the gradients are as large';
    return {
      sentence: say`The inputs are not scaled: they go from ${short(least)} to ${short(most)}, ${so}; with ${code('--scale standard')} the same start ends at ${short(scaled.left * constantLoss(settings))}.`,
      change: { scale: 'standard' },
      label: 'Scale the inputs',
    };
  },
};

/** Targets in the hundreds or thousands, which a linear layer could answer: errors are as large, and so are the steps. */
function targetsUnscaled(sick: Case): Finding | undefined {
  const [least, most] = endsOf(sick.settings.data.ys);
  if (Math.max(-least, most) <= LARGE_TARGETS || sick.record.failure === undefined) return undefined;
  const { change, label } = scaledChange(sick);
  if (change === undefined || label === undefined) return undefined;
  const further = helps(sick, change) ? '' : ' Scaled, they need a smaller rate as well.';
  return {
    sentence: say`The targets are not scaled: they go from ${short(least)} to ${short(most)}, and the first errors, with the steps that follow from them, are as large.${further}`,
    change,
    label,
  };
}

const endsOf = (rows: readonly (readonly number[])[]): [least: number, most: number] => {
  const all = rows.flat();
  return [all.reduce((a, b) => Math.min(a, b)), all.reduce((a, b) => Math.max(a, b))];
};

/** From this share on one class is much larger than the other. */
const LARGER = 0.65;
/** Of fewer samples than this shares say nothing. */
const FEW = 12;

/** The answer is the same class for every sample. */
export const oneSided: Cause = {
  term: 'class imbalance',
  find(sick) {
    const { settings, record } = sick;
    if (record.predictions === undefined || rightOf(settings, settings.data.ys, record.predictions) === undefined)
      return undefined;
    const classes = classesOf(settings);
    const classIn = (row: readonly number[]): number =>
      classes === undefined ? largest(row) : Number((row[0] ?? 0) > classes.threshold);
    const answers = record.predictions.map(classIn);
    if (new Set(answers).size !== 1) return undefined;
    const wanted = settings.data.ys.map(classIn);
    const larger = wanted.filter((one) => one === answers[0]).length;
    const all = wanted.length;
    if (all < FEW || larger === all || larger < LARGER * all) return undefined;
    const steps = Math.min(10_000, 5 * settings.steps);
    const help: Change | undefined = [{ steps, epochs: undefined }, { lr: rateOf(3 * settings.learningRate) }].find(
      (change) => {
        const outcome = sick.try(change);
        return outcome !== undefined && outcome.left < 0.9 * sick.outcome.left;
      },
    );
    return {
      sentence: say`${all === 2 ? 'Both' : `All ${all}`} answers are the larger class: ${larger} of ${all} ${larger === 1 ? 'is' : 'are'} right because ${counted(larger, 'sample')} ${larger === 1 ? 'is' : 'are'} of that class.`,
      ...(help && { change: help, label: help.lr === undefined ? `${steps} steps` : `Learning rate ${help.lr}` }),
    };
  },
};
