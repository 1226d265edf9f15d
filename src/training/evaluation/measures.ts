import { activationNamed, lossNamed, lossOf, value, withTape } from '../../engine/index.ts';
import { weightOf } from '../batches.ts';
import { Network } from '../network.ts';
import type { TrainingSettings } from '../settings.ts';

/**
 * The loss over all samples, in the measure of a run's `lossAfter`, of answers that come from anywhere.
 *
 * @param answers one row a sample, of outputs of the last layer
 */
export function lossOfAnswers(settings: TrainingSettings, answers: readonly (readonly number[])[]): number {
  const { ys } = settings.data;
  const weight = weightOf(settings, ys.length);
  return withTape((tape) => {
    const outputs = (ys[0] ?? []).map(() => value(0));
    const targets = (ys[0] ?? []).map(() => value(0));
    const total = lossOf(settings.loss, outputs, targets);
    let loss = 0;
    for (const [row, target] of ys.entries()) {
      for (const [i, output] of outputs.entries()) output.data = answers[row]?.[i] ?? 0;
      for (const [i, wanted] of targets.entries()) wanted.data = target[i] ?? 0;
      tape.forward(0, total.id);
      loss += weight * total.data;
    }
    return loss;
  });
}

/** The least loss that the range of the last layer allows: of answers as near to the targets as it can give. */
export function leastLoss(settings: TrainingSettings): number {
  const [low, high] = activationNamed(settings.activations.at(-1) ?? 'linear').range;
  const nearest = (target: number): number => Math.min(high, Math.max(low, target));
  return lossOfAnswers(
    settings,
    settings.data.ys.map((row) => row.map(nearest)),
  );
}

/** The loss of the best answer that is the same for every sample: what a network that has learned nothing can reach. */
export function constantLoss(settings: TrainingSettings): number {
  const { ys } = settings.data;
  const columns = (ys[0] ?? []).map((_, i) => ys.map((row) => row[i] ?? 0));
  const means = columns.map((column) => column.reduce((sum, target) => sum + target, 0) / column.length);
  // Of outputs whose softmax is the answer, logarithms give the shares.
  const shares = means.map((mean) => Math.log(Math.max(mean, Number.MIN_VALUE)));
  const together = lossNamed(settings.loss).predictions !== undefined;
  const candidates = together ? [shares] : [means, columns.map(least), columns.map(most)];
  const losses = candidates.map((answer) =>
    lossOfAnswers(
      settings,
      ys.map(() => answer),
    ),
  );
  return losses.reduce((best, loss) => Math.min(best, loss));
}

const least = (numbers: readonly number[]): number => numbers.reduce((best, number) => Math.min(best, number));
const most = (numbers: readonly number[]): number => numbers.reduce((best, number) => Math.max(best, number));

/** How many operations of forward passes a run of these settings has, and whether its loop has a compiled form. */
export function workOf(settings: TrainingSettings): { readonly work: number; readonly isCompiled: boolean } {
  const { operations, isCompiled } = new Network(settings);
  return { work: settings.steps * settings.batch * operations, isCompiled };
}
