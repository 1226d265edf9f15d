import { type ActivationName, activationNamed, type LossName, lossNamed, lossNames } from '../../engine/index.ts';
import { UserError } from '../../errors.ts';
import type { DataSet } from '../data.ts';
import { withTargets } from './prepare.ts';

/** So many classes have an output each. */
const MOST_CLASSES = 12;

/** Of a target in words, targets that the last layer can reach. */
export const withRangeOf = (last: ActivationName | undefined, data: DataSet): DataSet =>
  data.columns?.classes !== undefined && last !== undefined && activationNamed(last).range[0] === 0
    ? withTargets(data, (target) => (target === -1 ? 0 : target))
    : data;

/** For a loss that needs classes the targets are renamed to those it needs; anything else is refused. */
export function withTargetsFor(loss: LossName, data: DataSet): DataSet {
  const { targets } = lossNamed(loss);
  if (targets === undefined) return data;
  const values = new Set(data.ys.flat());
  if (![...values].every((value) => value === 1 || value === (values.has(-1) ? -1 : 0)))
    throw notClasses(loss, 'two classes: targets -1 and 1, or 0 and 1');
  const [low, high] = targets;
  return withTargets(data, (target) => (target === 1 ? high : low));
}

/**
 * For a loss of all outputs together, data with an output a class: 1 for its own, 0 for the others. Other data as it is.
 *
 * @throws UserError for targets that are no classes
 */
export function withOutputAClass(loss: LossName, data: DataSet): DataSet {
  if (lossNamed(loss).together === undefined) return data;
  const { ys, columns } = data;
  const [width = 1, known] = [ys[0]?.length, columns?.classes];
  if (width > 1) {
    const isOneHot = ys.every((row) => row.filter((y) => y === 1).length === 1 && row.every((y) => y === 1 || y <= 0));
    if (!isOneHot) throw notClasses(loss, 'one target of 1 in each row, and 0 for the others');
    const classes = known ?? Array.from({ length: width }, (_, i) => `class ${i + 1}`);
    return { ...data, ys: ys.map((row) => row.map((y) => (y === 1 ? 1 : 0))), columns: { ...named(data), classes } };
  }
  const values = [...new Set(ys.flat())].sort((a, b) => a - b);
  const many = known === undefined && (values.length > MOST_CLASSES || !values.every(Number.isInteger));
  if (many || values.length < 2)
    throw notClasses(loss, `classes: 2 to ${MOST_CLASSES} words or whole numbers as targets`);
  return {
    ...data,
    ys: ys.map(([y]) => values.map((value) => (value === y ? 1 : 0))),
    columns: { ...named(data), classes: known ?? values.map(String) },
  };
}

/** The names of the columns, also where there were none. */
function named({ xs, columns }: DataSet): NonNullable<DataSet['columns']> {
  const count = xs[0]?.length ?? 0;
  const input = (_: unknown, i: number): string => (count === 1 ? 'input' : `input ${i + 1}`);
  return columns ?? { inputs: Array.from({ length: count }, input), target: 'target' };
}

function notClasses(loss: LossName, needs: string): UserError {
  const others = lossNames.filter((name) => lossNamed(name).targets === undefined);
  return new UserError(`\`--loss ${loss}\` needs ${needs}.`, {
    code: 'E_TARGETS_NOT_CLASSES',
    hint: `For other targets take ${others.map((name) => `\`--loss ${name}\``).join(' or ')}.`,
    option: 'loss',
    correction: others[0],
  });
}
