import { UserError } from '../errors.ts';
import { Network } from './network.ts';
import type { TrainingSettings } from './settings.ts';

/**
 * Operations a command may spend on training: three seconds on a quiet machine, as measured by `npm run bench`, and ten
 * on a busy one. Odds and pictures come on top.
 */
const MAX_WORK = { compiled: 3_000_000_000, onTape: 400_000_000 };

const count = (value: number): string => Math.round(value).toLocaleString('en-US');

/**
 * Counts the work before it starts.
 *
 * @param runs how many runs of these settings there will be
 * @throws UserError that says by how much it is too much, and what would fit
 */
export function checkBudget(settings: TrainingSettings, runs: number): void {
  const { operations, isCompiled } = new Network(settings);
  const most = isCompiled ? MAX_WORK.compiled : MAX_WORK.onTape;
  const anIteration = runs * settings.batch * operations;
  const work = settings.steps * anIteration;
  if (work <= most) return;
  const steps = Math.floor(most / anIteration);
  const formula = `${count(settings.steps)} steps × ${count(settings.batch)} ${settings.batch === 1 ? 'sample' : 'samples'} × ${count(operations)} operations`;
  const reason = settings.zeroGrad ? `, for ${runs} optimizers` : ', twice because the zeroed run stands beside it';
  const twice = runs > 1 ? reason : '';
  throw new UserError(
    `This is ${(work / most).toFixed(1)} times too much work: ${formula}${twice}. ${count(most)} operations fit.`,
    {
      code: 'E_TOO_MUCH_WORK',
      hint:
        steps >= 1
          ? `\`--steps ${steps}\` would fit, or fewer neurons or a smaller \`--batch\`.`
          : 'Take a smaller `--batch` or fewer neurons.',
      ...(steps >= 1 && { option: 'steps', correction: String(steps) }),
    },
  );
}
