import { Random } from '../../engine/index.ts';
import { evaluate } from '../evaluate.ts';
import { type Expression, namesIn } from '../syntax.ts';
import { distanceFromDomain } from './measure.ts';

export type Point = ReadonlyMap<string, number>;

/** Fixed, so that the same two expressions always get the same verdict. */
const SEED = 20;
const ATTEMPTS = 60;

/** The point itself, then points around it, closer ones first. */
export function* pointsNear(at: Point): Generator<Map<string, number>> {
  yield new Map(at);
  const random = new Random(SEED);
  for (let i = 0; i < ATTEMPTS; i++) {
    const radius = 0.02 + (0.3 * i) / ATTEMPTS;
    yield new Map(
      [...at].map(([name, value]) => [name, value + radius * random.uniform(-1, 1) * Math.max(0.5, Math.abs(value))]),
    );
  }
}

/** Ranges that names are drawn from together: of both signs and several sizes, positive ones, and fractions of 1. */
const RANGES: readonly (readonly [number, number])[] = [
  [-0.7, 0.7],
  [-3, 3],
  [-10, 10],
  [0, 1],
  [0, 3],
  [1, 12],
  [-3, 0],
  [-40, 40],
];
const A_RANGE = 14;
/** Points of which each name has a range of its own: two forms may differ only where one is small and another large. */
const MIXED = 60;

/** Points of both signs and several sizes, away from the given one. */
export function* pointsAfar(names: readonly string[]): Generator<Map<string, number>> {
  const random = new Random(SEED + 1);
  for (let i = 0; i < A_RANGE; i++) {
    for (const [low, high] of RANGES) yield new Map(names.map((name) => [name, random.uniform(low, high)]));
  }
  for (let i = 0; i < (names.length > 1 ? MIXED : 0); i++) {
    yield new Map(
      names.map((name) => {
        const [low, high] = RANGES[Math.floor(random.uniform(0, RANGES.length))] as (typeof RANGES)[number];
        return [name, random.uniform(low, high)];
      }),
    );
  }
}

/** Points that are easy to follow, to show where two expressions differ. */
export function roundPoints(names: readonly string[]): Point[] {
  const rows = [
    [2, 3, 5, 7],
    [-2, 3, -5, 7],
    [2, -3, 5, -7],
    [-3, -2, -7, -5],
    [10, 2, 3, 5],
    [2, 10, 5, 3],
    [0.5, 2, 3, 5],
    [-10, 2, -3, 5],
    [3, 20, 2, 50],
    [20, 3, 50, 2],
    [0.5, 0.2, 0.7, 0.3],
    [100, 200, 300, 400],
  ];
  return rows.map((row) => new Map(names.map((name, i) => [name, row[i % row.length] as number])));
}

/** From 0 outwards, in steps that grow. */
const LADDER = [0.1, 0.5, 1, 2, 3, 5, 8, 13, 30, 60, 100, 300, 1000, 10_000, 1e6].flatMap((size) => [size, -size]);
const ORDERED = [0, ...LADDER].sort((a, b) => a - b);

/** Where an expression crosses 0 as one name moves, and points on either side of it. */
export interface Crossing {
  readonly root: Point;
  readonly sides: readonly Point[];
}

/** The places nearest to a point at which an expression changes its sign, along each of its names. */
export function crossings(edge: Expression, from: Point): Crossing[] {
  return [...namesIn(edge)].flatMap((name) => {
    const valueAt = (x: number): number => evaluate(edge, new Map(from).set(name, x));
    const found = ORDERED.flatMap((low, i): number[] => {
      const high = ORDERED[i + 1];
      if (high === undefined) return [];
      const [a, b] = [valueAt(low), valueAt(high)];
      if (a === 0) return [low];
      if (a * b < 0) return [bisected(valueAt, low, high)];
      // It may change its sign before it ends.
      if (Number.isFinite(a) === Number.isFinite(b)) return [];
      const last = edgeOf(valueAt, ...(Number.isFinite(a) ? ([low, high] as const) : ([high, low] as const)));
      const inner = Number.isFinite(a) ? low : high;
      return valueAt(inner) * valueAt(last) < 0 ? [bisected(valueAt, inner, last)] : [];
    });
    const home = from.get(name) ?? 0;
    const nearest = found.sort((x, y) => Math.abs(x - home) - Math.abs(y - home)).slice(0, 3);
    return nearest.map((root) => {
      const width = Math.max(0.5, Math.abs(root));
      const at = (x: number): Point => new Map(from).set(name, x);
      return {
        root: at(root),
        sides: [-0.3, -0.11, -0.03, -0.004, 0.004, 0.03, 0.11, 0.3].map((step) => at(root + step * width)),
      };
    });
  });
}

/** How far a value reaches from the one place towards the other, where there is none. */
function edgeOf(valueAt: (x: number) => number, from: number, to: number): number {
  let [inside, outside] = [from, to];
  for (let i = 0; i < 60; i++) {
    const middle = (inside + outside) / 2;
    if (Number.isFinite(valueAt(middle))) inside = middle;
    else outside = middle;
  }
  return inside;
}

function bisected(valueAt: (x: number) => number, from: number, to: number): number {
  let [low, high] = [from, to];
  const rising = valueAt(low) < 0;
  for (let i = 0; i < 80; i++) {
    const middle = (low + high) / 2;
    if (valueAt(middle) < 0 === rising) low = middle;
    else high = middle;
  }
  const round = Number(((low + high) / 2).toPrecision(10));
  return Math.abs(valueAt(round)) <= Math.abs(valueAt(low)) ? round : low;
}

const STARTS = 12;
const SWEEPS = 3;

/** Points at which all expressions have a value, looked for where chance found none: for log(x - 50), or (-2)^y. */
export function pointsInDomain(expressions: readonly Expression[], at: Point, enough: number): Point[] {
  const random = new Random(SEED + 2);
  const names = [...at.keys()];
  const distance = (point: Point): number =>
    expressions.reduce((sum, expression) => sum + distanceFromDomain(expression, point), 0);
  const found: Point[] = [];
  for (let start = 0; start < STARTS && found.length < enough; start++) {
    let here = new Map(start === 0 ? at : names.map((name) => [name, random.uniform(-4, 4)]));
    let far = distance(here);
    for (let sweep = 0; sweep < SWEEPS && far > 0; sweep++) {
      for (const name of names) {
        for (const value of LADDER) {
          const there = new Map(here).set(name, value);
          const distanceThere = distance(there);
          if (distanceThere < far) [here, far] = [there, distanceThere];
        }
      }
    }
    if (far === 0) found.push(...around(here, random, (point) => distance(point) === 0));
  }
  return found;
}

/** A point in the domain and others in it: near ones, and for whole numbers their neighbours. */
function around(point: Point, random: Random, inside: (point: Point) => boolean): Point[] {
  const shifted = Array.from({ length: 16 }, (_, i) => {
    const moved = [...point].map(([name, value]): [string, number] => {
      const size = 0.2 / 2 ** (i / 3);
      return [name, value + size * random.uniform(-1, 1) * Math.max(0.5, Math.abs(value))];
    });
    return new Map(moved);
  });
  const wholes = [...point.keys()].flatMap((name) =>
    [-2, -1, 1, 2, 3].map((step) => new Map(point).set(name, Math.round(point.get(name) as number) + step)),
  );
  const alone = [...point.keys()].flatMap((name) =>
    [-0.2, 0.13, 0.37].map((step) => new Map(point).set(name, (point.get(name) as number) * (1 + step))),
  );
  return [point, ...[...shifted, ...wholes, ...alone].filter(inside)];
}
