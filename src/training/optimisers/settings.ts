import { type OptimiserName, optimiserNamed } from '../../engine/index.ts';
import { UserError } from '../../errors.ts';
import type { TrainingValues } from '../options.ts';
import { ratesOf } from '../read/rates.ts';
import { readOptimisers } from './names.ts';

type Given = Pick<TrainingValues, 'lr' | 'momentum' | 'decay' | 'clip' | 'schedule' | 'init'> & {
  readonly optimizer?: string | undefined;
};

/**
 * How parameters begin and are changed, by each optimiser that is asked for: SGD where none is.
 *
 * @param suggested the learning rate for SGD, where nobody says another one
 * @throws UserError for a momentum that none of them has
 */
export function optimiserSettings({ optimizer = 'sgd', ...given }: Given, suggested: number) {
  const names = readOptimisers(optimizer).split(',') as [OptimiserName, ...OptimiserName[]];
  if (given.momentum && names.every((name) => optimiserNamed(name).momentum === undefined))
    throw new UserError(
      `\`--momentum ${given.momentum}\` is not for ${optimiserNamed(names[0]).title}, which has none to set.`,
      {
        code: 'E_NO_MOMENTUM',
        hint: 'Leave `--momentum` out, or take `--optimizer momentum`.',
        option: 'optimizer',
        correction: 'momentum',
      },
    );
  const wayOf = (optimiser: OptimiserName) => {
    const { rate, momentum = 0 } = optimiserNamed(optimiser);
    const usual = typeof rate === 'number' ? rate : rate.share * suggested;
    return {
      optimiser,
      learningRate: ratesOf(given.lr)?.[0] ?? Number(given.lr ?? usual),
      momentum: given.momentum ?? momentum,
      decay: given.decay ?? 0,
      clip: given.clip,
      schedule: given.schedule,
      init: given.init ?? 'uniform',
    };
  };
  const [first, ...others] = names;
  return [wayOf(first), ...others.map(wayOf)] as const;
}
