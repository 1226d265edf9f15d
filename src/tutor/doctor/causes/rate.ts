import { code, say } from '../../../reply/build.ts';
import { counted } from '../../../text.ts';
import { failureName } from '../../../training/index.ts';
import type { Case, Outcome } from '../case.ts';
import type { Cause, Finding } from '../cause.ts';
import { percent, rateOf, short } from '../words.ts';

/** Rates are tried in thirds, or threefold, so many times. */
const TRIES = 5;
const FACTOR = 3;
/** The loss has run away when it is so many times what it was at first. */
const AWAY = 1.2;
/** A full-batch loss that rises in so many of the iterations does not go down a slope. */
const BOUNCES = 0.05;
/** What counts as a rise, relative to the loss: more than rounding and less than a bounce. */
const RISE = 0.01;
/** So many more of the outputs are saturated at the end than at the start. */
const SATURATED = 0.2;

const rates = ({ settings }: Case, factor: number): { lr: number }[] =>
  Array.from({ length: TRIES }, (_, k) => ({ lr: rateOf(settings.learningRate * factor ** (k + 1)) }));

/** In how many epochs the loss rises, as a share: single batches are easier or harder. */
function rises({ record, settings }: Case): number {
  const epoch = Math.ceil(settings.data.xs.length / settings.batch);
  const count = Math.floor(record.iterations.length / epoch);
  const losses = Array.from({ length: count }, (_, i) =>
    record.iterations.slice(i * epoch, (i + 1) * epoch).reduce((sum, { loss }) => sum + loss, 0),
  );
  const risen = losses.filter((loss, i) => i > 0 && loss > (1 + RISE) * (losses[i - 1] as number));
  return risen.length / Math.max(1, count);
}

const saturation = (layers: Case['start']): number =>
  layers.reduce((sum, { saturated }) => sum + saturated, 0) / layers.length;

const deadOf = (layers: Case['start']): number => layers.reduce((sum, { dead }) => sum + dead, 0);

/** Steps that are too long: the loss runs away, jumps up and down, or the first steps end in saturation. */
export const rateTooLarge: Cause = {
  term: 'learning rate',
  find(sick) {
    const { from, to } = sick.ends;
    const { failure } = sick.record;
    const away = failure !== undefined || to > AWAY * from;
    const bounces = rises(sick);
    const saturates = saturation(sick.end) - saturation(sick.start) > SATURATED;
    const died = deadOf(sick.end) - deadOf(sick.start);
    if (!(away || bounces > BOUNCES || saturates || died > 0)) return undefined;
    const better = sick.best(rates(sick, 1 / FACTOR), (change) => sick.cures(change));
    if (better === undefined) return undefined;
    const how =
      failure !== undefined
        ? `the loss runs away and ends in ${failureName(failure) === 'overflow' ? 'an overflow' : `"${failureName(failure)}"`} in iteration ${failure.iteration}`
        : away
          ? `the loss rises from ${short(from)} to ${short(to)}`
          : saturates
            ? `its steps carry ${percent(saturation(sick.end))} of the outputs into saturation, from ${percent(saturation(sick.start))} at the start`
            : bounces > BOUNCES
              ? `the loss jumps up in ${percent(bounces)} of the ${sick.settings.batch < sick.settings.data.xs.length ? 'epochs' : 'iterations'}`
              : `its steps throw ${counted(died, 'relu unit')} to where the answer is 0 for every sample`;
    return rateFinding(
      better.change.lr,
      better.outcome,
      say`The learning rate ${sick.settings.learningRate} is too large: ${how}`,
    );
  },
};

/** Steps that are too short for what there is to do. */
export const rateTooSmall: Cause = {
  term: 'learning rate',
  find(sick) {
    const { from, to } = sick.ends;
    if (sick.record.failure !== undefined || to > from || rises(sick) > BOUNCES) return undefined;
    const better = sick.best(rates(sick, FACTOR));
    if (better === undefined) return undefined;
    return rateFinding(
      better.change.lr,
      better.outcome,
      say`The learning rate ${sick.settings.learningRate} is too small: the loss only falls from ${short(from)} to ${short(to)} and is still on its way`,
    );
  },
};

const rateFinding = (rate: number, { loss }: Outcome, first: Finding['sentence']): Finding => ({
  sentence: say`${first}; with ${code(`--lr ${rate}`)} the same start ends at ${short(loss)}.`,
  change: { lr: rate },
  label: `Learning rate ${rate}`,
});
