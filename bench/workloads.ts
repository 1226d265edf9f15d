import { MLP, Random } from '../src/engine/index.ts';

/** A linear congruential generator: data sets and graphs that are the same in every run. Gives numbers in [0, 1). */
function lcg(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

interface Sample {
  readonly x: readonly number[];
  readonly y: number;
}

/** Training inputs-[hidden, hidden, 1] with tanh on the sum of squared errors. */
export interface Training {
  readonly inputs: number;
  readonly hidden: number;
  readonly rate: number;
  readonly samples: readonly Sample[];
}

export const newModel = ({ inputs, hidden }: Training): MLP =>
  new MLP(inputs, [hidden, hidden, 1], { random: new Random(18) });

/** W1, the article's experiment. */
export const w1: Training = {
  inputs: 3,
  hidden: 4,
  rate: 0.05,
  samples: [
    { x: [2, 3, -1], y: 1 },
    { x: [3, -1, 0.5], y: -1 },
    { x: [0.5, 1, 1], y: -1 },
    { x: [1, 1, -1], y: 1 },
  ],
};

/** W2: two interleaved half circles with some noise. */
export const w2: Training = { inputs: 2, hidden: 16, rate: 0.002, samples: twoMoons(100) };

function twoMoons(count: number): Sample[] {
  const random = lcg(2);
  return Array.from({ length: count }, (_, i) => {
    const angle = Math.PI * random();
    const noise = [0.2 * (random() - 0.5), 0.2 * (random() - 0.5)] as const;
    const [x, y] = i % 2 ? [1 - Math.cos(angle), 0.5 - Math.sin(angle)] : [Math.cos(angle), Math.sin(angle)];
    return { x: [x + noise[0], y + noise[1]], y: i % 2 ? 1 : -1 };
  });
}

/** W3: leaves, then one node an entry of the three lists; operands are places in the list of leaves and nodes. */
export interface Graph {
  readonly leaves: readonly number[];
  /** 0 to 3 for a + b, a - b, a * b and tanh a. */
  readonly operations: Uint8Array;
  readonly first: Int32Array;
  readonly second: Int32Array;
}

/**
 * The first operand is the oldest node that has not been a first operand, so that the root at the end depends on
 * nearly all of the graph; the second is any earlier node. Whatever has grown past 2 goes through tanh next.
 */
export function randomGraph(size: number, leafCount: number): Graph {
  const random = lcg(3);
  const leaves = Array.from({ length: leafCount }, () => 2 * random() - 1);
  const data = [...leaves];
  const operations = new Uint8Array(size - leafCount);
  const first = Int32Array.from(operations, (_, i) => i);
  const second = Int32Array.from(operations, (_, i) => Math.floor(random() * (leafCount + i)));
  for (let i = 0; i < operations.length; i++) {
    const a = data[i] as number;
    const b = data[second[i] as number] as number;
    const operation = Math.max(Math.abs(a), Math.abs(b)) > 2 ? 3 : Math.floor(4 * random());
    operations[i] = operation;
    data.push([a + b, a - b, a * b, Math.tanh(a)][operation] as number);
  }
  return { leaves, operations, first, second };
}

/** W4: the point at which a*b+c is differentiated; a changes its sign with each step. */
export const point = [2, -3, 10] as const;
