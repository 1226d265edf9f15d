import { Random } from '../../engine/index.ts';
import type { DataSet, Samples, Scale, Scaling, Step } from '../data.ts';

/** Which rows are held back is the same for every seed: starts can be compared. */
const SPLIT_SEED = 1;

/**
 * Holds a share of the rows back, of each class alike; at least one stays on each side.
 *
 * @param share of all rows, 0 to 1
 */
export function holdBack(data: DataSet, share: number): DataSet {
  const count = Math.min(data.xs.length - 1, Math.round(share * data.xs.length));
  if (count < 1) return data;
  const order = new Random(SPLIT_SEED).shuffled(data.xs.map((_, i) => i));
  // Neighbours in this order are alike, so every so many of them are a fair share of each class.
  const sorted = order
    .map((row, i) => ({ row, i, key: (data.ys[row] as readonly number[]).join() }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.i - b.i));
  const every = sorted.length / count;
  const held = new Set(Array.from({ length: count }, (_, i) => sorted[Math.floor((i + 0.5) * every)]?.row as number));
  const part = (isHeld: boolean): Samples => {
    const rows = data.xs.flatMap((_, row) => (held.has(row) === isHeld ? [row] : []));
    return { xs: rows.map((row) => data.xs[row] ?? []), ys: rows.map((row) => data.ys[row] ?? []) };
  };
  return { ...data, ...part(false), held: part(true) };
}

/**
 * Scales inputs by what the training part shows: to mean 0 and deviation 1, or to 0..1. Inputs of 0 and 1 alone stay.
 *
 * @param targets whether these are scaled as well
 */
export function scaled(data: DataSet, scale: Scale, targets: boolean): DataSet {
  if (scale === 'none') return data;
  const steps = (rows: Samples['xs']): Step[] =>
    (rows[0] ?? []).map((_, i) =>
      stepOf(
        rows.map((row) => row[i] as number),
        scale,
      ),
    );
  const scaling: Scaling = { kind: scale, inputs: steps(data.xs), targets: targets ? steps(data.ys) : undefined };
  const apply = ({ xs, ys }: Samples): Samples => ({
    xs: xs.map((row) => forth(row, scaling.inputs)),
    ys: scaling.targets === undefined ? ys : ys.map((row) => forth(row, scaling.targets as readonly Step[])),
  });
  const { xs, ys, held } = data;
  return { ...data, ...apply(data), ...(held && { held: apply(held) }), scaling, unscaled: { xs, ys } };
}

function stepOf(values: readonly number[], scale: Exclude<Scale, 'none'>): Step {
  if (values.every((value) => value === 0 || value === 1)) return { shift: 0, by: 1 };
  const sum = (of: (value: number) => number): number => values.reduce((total, value) => total + of(value), 0);
  if (scale === 'minmax') {
    const low = values.reduce((least, value) => Math.min(least, value));
    const high = values.reduce((most, value) => Math.max(most, value));
    return { shift: low, by: high - low || 1 };
  }
  const mean = sum((value) => value) / values.length;
  const deviation = Math.sqrt(sum((value) => (value - mean) ** 2) / values.length);
  // Equal values leave nothing but rounding.
  return { shift: mean, by: deviation > 1e-12 * Math.abs(mean) ? deviation : 1 };
}

/** Numbers as the network sees them. */
export const forth = (row: readonly number[], steps: readonly Step[]): number[] =>
  row.map((value, i) => (value - (steps[i]?.shift ?? 0)) / (steps[i]?.by ?? 1));

/** Numbers of the network as they were. */
export const back = (row: readonly number[], steps: readonly Step[]): number[] =>
  row.map((value, i) => value * (steps[i]?.by ?? 1) + (steps[i]?.shift ?? 0));
