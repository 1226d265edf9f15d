import { type OptimiserName, optimiserNamed, optimiserNames } from '../engine/index.ts';
import { UserError } from '../errors.ts';
import { nearest } from '../text.ts';
import type { TrainingValues } from './options.ts';

/**
 * The optimisers of a list such as `sgd,adam`, each once; SGD if there is none.
 *
 * @throws UserError for a name that is none
 */
function readOptimisers(text = 'sgd'): [OptimiserName, ...OptimiserName[]] {
  const names = text
    .toLowerCase()
    .split(/[\s,;+|]+/)
    .filter((name) => name !== '');
  const known = names.map((name) => optimiserNames.find((one) => one === name));
  const unknown = names.find((_, i) => known[i] === undefined);
  if (unknown !== undefined) {
    const near = nearest(unknown, optimiserNames);
    throw new UserError(`There is no optimizer \`${unknown.slice(0, 40)}\`.`, {
      code: 'E_UNKNOWN_OPTIMISER',
      hint: near ? `Did you mean \`${near}\`?` : `The optimizers are ${optimiserNames.join(', ')}.`,
      option: 'optimizer',
      correction: names.map((name, i) => known[i] ?? nearest(name, optimiserNames) ?? 'adam').join(','),
    });
  }
  const [first = 'sgd', ...others] = new Set(known.filter((name) => name !== undefined));
  return [first, ...others];
}

type Given = Pick<TrainingValues, 'momentum' | 'decay' | 'clip' | 'schedule' | 'init' | 'optimizer'>;

/** How parameters begin and are changed: of several optimisers by the first. */
export function wayOf({ momentum, decay, clip, schedule, init, optimizer }: Given) {
  const [optimiser] = readOptimisers(optimizer);
  return {
    optimiser,
    momentum: momentum ?? optimiserNamed(optimiser).momentum ?? 0,
    decay: decay ?? 0,
    clip,
    schedule,
    init: init ?? 'uniform',
  };
}
