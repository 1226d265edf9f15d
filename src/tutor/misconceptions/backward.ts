import type { BackwardStep, OperationName } from '../../engine/index.ts';
import type { Graph, GraphNode } from '../../expression/index.ts';
import type { MisconceptionName } from './index.ts';

/** Wrong local derivatives in `a`, `b` and `out`, one an operand as in the table of operations; undefined is right. */
type WrongLocals = Partial<Record<OperationName, readonly [string | undefined, string?]>>;

/** Mutations of the table of operations: each misconception and the local derivatives it believes in. */
export const LOCAL_BUGS = {
  'factors-not-swapped': { mul: ['a', 'b'] },
  'product-copied': { mul: ['1', '1'] },
  'sum-swapped': { add: ['b', 'a'], sub: ['b', '-a'] },
  'result-for-derivative': { add: ['out', 'out'], sub: ['out', 'out'], mul: ['out', 'out'], div: ['out', 'out'] },
  'minus-sign-lost': { sub: ['1', '1'], neg: ['1'] },
  'minus-flips-first': { sub: ['-1', '1'] },
  'quotient-halves-swapped': { div: ['-a/b^2', '1/b'] },
  'quotient-sign-lost': { div: [undefined, 'a/b^2'] },
  'quotient-not-squared': { div: [undefined, '-a/b'] },
  'quotient-as-product': { div: ['b', 'a'] },
  'power-exponent-dropped': { pow: ['a^(b-1)'] },
  'power-not-lowered': { pow: ['b*a^b'] },
  'power-as-product': { pow: ['b'] },
  'activation-slope-dropped': { tanh: ['1'], tanhByExp: ['1'], sigmoid: ['1'] },
  'activation-value-for-slope': { tanh: ['out'], tanhByExp: ['out'], sigmoid: ['out'] },
  'tanh-slope-of-input': { tanh: ['1-a^2'], tanhByExp: ['1-a^2'] },
  'tanh-slope-linear': { tanh: ['1-out'], tanhByExp: ['1-out'] },
  'tanh-slope-is-square': { tanh: ['out^2'], tanhByExp: ['out^2'] },
  'slopes-confused': { tanh: ['out*(1-out)'], sigmoid: ['1-out^2'] },
  'relu-passes-negative': { relu: ['1'] },
  'relu-leaks-input': { relu: ['a'] },
  'relu-flips': { relu: ['abs(a)/a'] },
  'relu-always-shut': { relu: ['0'] },
} satisfies Partial<Record<MisconceptionName, WrongLocals>>;

/** What the chain rule is handed at one step of the backward pass. */
interface Hop {
  readonly step: BackwardStep;
  /** The gradient from above as it stands under the misconception. */
  readonly upstream: number;
  readonly local: number;
  /** Is the target of this step the value that was asked for? */
  readonly last: boolean;
  /** Does the upstream gradient stand there from the start: 1 at the output, or a number that was given? */
  readonly first: boolean;
  /** Is this the first hop whose upstream gradient says anything, so that dropping it can be seen? */
  readonly firstWithUpstream: boolean;
  /** The gradient that the pass started with. */
  readonly seed: number;
}

/** A mutation of the chain rule; what it leaves out stays right. */
export interface ChainBug {
  /** What one step hands on; undefined for upstream × local. */
  readonly contribution?: (hop: Hop) => number | undefined;
  /** A second contribution and what is there already. */
  readonly accumulate?: (before: number, contribution: number) => number;
  /** What is answered in place of the gradient; undefined where the mistake cannot be made. */
  readonly answer?: (gradient: number, graph: Graph, target: GraphNode) => number | undefined;
}

const isOne = (seed: number): boolean => seed === 1;

/** Mutations of the chain rule: how contributions are made and how they join. */
export const CHAIN_BUGS = {
  'accumulate-overwrites': { accumulate: (_before, contribution) => contribution },
  'path-forgotten': { accumulate: (before) => before },
  'paths-multiplied': { accumulate: (before, contribution) => before * contribution },
  'upstream-dropped': { contribution: ({ firstWithUpstream, local }) => (firstWithUpstream ? local : undefined) },
  'local-for-global': { contribution: ({ local }) => local },
  'upstream-added': {
    contribution: ({ first, seed, upstream, local }) => (first && isOne(seed) ? local : upstream + local),
  },
  'stopped-a-hop-early': {
    contribution: ({ last, first, seed, upstream }) => (last && !(first && isOne(seed)) ? upstream : undefined),
  },
  'own-local': { answer: (_gradient, { tape }, { id }) => (tape.isLeaf(id) ? undefined : tape.locals[2 * id]) },
  'value-for-gradient': { answer: (_gradient, { tape }, { id }) => tape.data[id] },
  'sign-flipped': { answer: (gradient) => -gradient },
  'gradients-not-zeroed': { answer: (gradient) => 2 * gradient },
} satisfies Partial<Record<MisconceptionName, ChainBug>>;

/** A sweeping misconception says nothing more where one of these, which are narrower, gives the same number. */
export const NARROWER: Partial<Record<MisconceptionName, readonly MisconceptionName[]>> = {
  'local-for-global': ['upstream-dropped'],
  'stopped-a-hop-early': ['activation-slope-dropped', 'relu-passes-negative', 'product-copied'],
  'sign-flipped': ['minus-sign-lost', 'minus-flips-first', 'quotient-sign-lost', 'relu-flips'],
};
