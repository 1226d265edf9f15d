import { optimiserNames } from '../../engine/index.ts';
import { UserError } from '../../errors.ts';
import { nearest, shorten } from '../../text.ts';

/** What may stand between the names of several. */
const BETWEEN = /[\s,;+|]+/;

/**
 * The optimisers of a list such as `sgd, Adam`, each once, as `sgd,adam`.
 *
 * @throws UserError for a name that is none
 */
export function readOptimisers(text: string): string {
  const typed = text
    .trim()
    .toLowerCase()
    .split(BETWEEN)
    .filter((name) => name !== '');
  const names = typed.map((name) => optimiserNames.find((one) => one === name));
  const unknown = typed.find((_, i) => names[i] === undefined);
  if (unknown === undefined && typed.length > 0) return [...new Set(names)].join(',');
  const near = unknown === undefined ? undefined : nearest(unknown, optimiserNames);
  const nearby = typed.map((name, i) => names[i] ?? nearest(name, optimiserNames) ?? 'adam');
  throw new UserError(`There is no optimizer \`${shorten(unknown ?? text)}\`.`, {
    code: 'E_UNKNOWN_OPTIMISER',
    hint: near ? `Did you mean \`${near}\`?` : `The optimizers are ${optimiserNames.join(', ')}.`,
    correction: [...new Set(typed.length > 0 ? nearby : ['adam'])].join(','),
  });
}
