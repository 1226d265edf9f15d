import type { Random } from '../../engine/index.ts';

/** One of the items, each as likely as the others. */
export const pick = <T>(random: Random, items: readonly T[]): T =>
  items[Math.floor(random.random() * items.length)] as T;

/** A whole number from `low` to `high`, both included. */
export const wholeBetween = (random: Random, low: number, high: number): number =>
  low + Math.floor(random.random() * (high - low + 1));

/** Small numbers that are easy to compute with; whole ones are drawn more often. */
const FRIENDLY = [2, 3, 4, 5, -2, -3, -4, -5, 2, 3, 4, -2, -3, -1, 0.5, -0.5, 1.5, 10];

/** Friendly numbers for these names, no two of the same size, so that one cannot be taken for another. */
export function friendly(random: Random, names: readonly string[]): Map<string, number> {
  const values = new Map<string, number>();
  const sizes = new Set<number>();
  for (const number of random.shuffled(FRIENDLY)) {
    const name = names[values.size];
    if (name === undefined) break;
    if (sizes.has(Math.abs(number))) continue;
    sizes.add(Math.abs(number));
    values.set(name, number);
  }
  return values;
}

/** The same by name. */
export const friendlyNumbers = <Name extends string>(random: Random, names: readonly Name[]): Record<Name, number> =>
  Object.fromEntries(friendly(random, names)) as Record<Name, number>;
