import { UserError } from '../../errors.ts';
import { counted } from '../../text.ts';

/** The most iterations of a run. */
const MAX_STEPS = 10_000;

interface Given {
  readonly steps?: number | undefined;
  readonly epochs?: number | undefined;
}

/**
 * The iterations of a run, and what they were made of where somebody counts epochs and these are not the same.
 *
 * @param suggested where nothing is said
 * @throws UserError for more than there may be
 */
export function readSteps(
  { steps, epochs }: Given,
  suggested: number,
  samples: number,
  batch: number,
): { readonly steps: number; readonly reading?: string } {
  if (epochs === undefined) return { steps: steps ?? suggested };
  const anEpoch = Math.floor(samples / batch);
  const read = epochs * anEpoch;
  if (read > MAX_STEPS)
    throw new UserError(`\`--epochs ${epochs}\` is ${read} steps, ${anEpoch} an epoch; ${MAX_STEPS} fit.`, {
      code: 'E_TOO_MANY_EPOCHS',
      hint: 'Take fewer epochs, or more samples a step with `--batch`.',
      option: 'epochs',
      correction: String(Math.floor(MAX_STEPS / anEpoch)),
    });
  if (anEpoch === 1) return { steps: read };
  const are = epochs === 1 ? 'epoch is' : 'epochs are';
  return {
    steps: read,
    reading: `${epochs} ${are} ${read} steps here, as an epoch has ${anEpoch} steps of ${counted(batch, 'sample')}.`,
  };
}
