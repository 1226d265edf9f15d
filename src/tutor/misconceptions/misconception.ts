import type { OperationName } from '../../engine/index.ts';
import type { Graph, GraphNode } from '../../expression/index.ts';
import type { FormulaRow } from './formula-row.ts';
import type { LoopRun } from './training-loop.ts';

/**
 * A named way to go wrong: what is said about it, and what it does to a backward pass, a forward pass or a training
 * loop. Its name is an answer note: the same for the same mistake whatever the numbers, so that a class's mistakes can
 * be counted, and it never changes. One without a mutation belongs to the questions that name it.
 */
export interface Misconception {
  /** What a teacher's report calls it: no more than a few words, code in backticks. */
  readonly title: string;
  /** Tells the learner what they did and what belongs there instead; code in backticks. */
  readonly sentence: string;
  /** Backward pass: the local derivatives that it believes in. */
  readonly local?: WrongLocals;
  /** Backward pass: how it puts the chain rule together. */
  readonly chain?: ChainMutation;
  /** Forward pass: the rules that it believes in. */
  readonly forward?: Partial<Record<OperationName, WrongRule>>;
  /** Forward pass: what it makes of the right output. */
  readonly output?: (value: number) => number;
  /** Forward pass: how it reads a formula as it stands in a row, without brackets. */
  readonly formula?: (row: FormulaRow) => number;
  /** Does it explain a training loop that does not do what it should? */
  readonly loop?: (run: LoopRun) => boolean;
  /** Differentiating by hand: what it takes for the derivative of an operation. */
  readonly slope?: WrongSlopes;
  /** Is it made only where more than a name stands inside? `part`: the whole formula may be of a name. */
  readonly composed?: 'part' | 'always';
  /** Differentiating by hand: what it gives for the whole derivative. */
  readonly whole?: 'integral' | 'formula' | 'second' | 'other';
  /** Misconceptions that say more: where one of them gives the same number, this one is left out. */
  readonly narrower?: readonly string[];
  /**
   * Recognised in what people type, but never drawn as an option: options of questions that were posted would change.
   * Goes together with a new version of the question types that are to draw it.
   */
  readonly typedOnly?: true;
}

/** Wrong local derivatives in `a`, `b` and `out`, one an operand as in the table of operations; undefined is right. */
export type WrongLocals = Partial<Record<OperationName, readonly [string | undefined, string?]>>;

/**
 * What may be differentiated, by which parts of it change: `product`, `quotient`, `sum`, `difference` of two that do,
 * `tower` a power of two that do; `multiple` c*u, `held` the same with names in c, `share` u/c, `reciprocal` c/v, `shift` u+c, u-c and c-u, `power` u^n
 * and `exponential` c^v, with a constant; `choice` max and min; `call` any function of one operand.
 */
export type SlopeForm =
  | 'sum'
  | 'difference'
  | 'shift'
  | 'product'
  | 'multiple'
  | 'held'
  | 'quotient'
  | 'share'
  | 'reciprocal'
  | 'power'
  | 'exponential'
  | 'tower'
  | 'choice'
  | 'call';

/**
 * Wrong derivatives by form or by the name of a function, each in several ways: in `u` and `v` (what changes), `c` and
 * `n` (what does not), `du` and `dv` (derivatives), `out` (the result), `slope` (the right outer slope), `inner` (the same
 * slope with `du` put in), `kept` (the function with `du` put in), `x` (what the derivative is taken by), `bare` (the outer
 * slope with `x` put in), `shifted` (the right derivative with the constant
 * left standing), `shiftedbyone` (with 1 for it), `first` (1 where max or min takes its first operand).
 */
type WrongSlopes = { readonly [form in SlopeForm]?: readonly string[] } & {
  readonly [operation: string]: readonly string[];
};

/** A forward rule that goes wrong; undefined where it stays right. */
type WrongRule = (a: number, b: number) => number | undefined;

/** What the chain rule is handed at one step of the backward pass. */
interface Hop {
  /** The gradient from above as it stands under the misconception. */
  readonly upstream: number;
  readonly local: number;
  /** Is the target of this step the value that was asked for? */
  readonly last: boolean;
  /** Is the upstream gradient the 1 with which a pass starts at its output? */
  readonly atOutput: boolean;
  /** Is this the first hop whose upstream gradient says anything, so that dropping it can be seen? */
  readonly firstWithUpstream: boolean;
}

/** A mutation of the chain rule; what it leaves out stays right. */
export interface ChainMutation {
  /** What one step hands on; undefined for upstream × local. */
  readonly contribution?: (hop: Hop) => number | undefined;
  /** A second contribution and what is there already. */
  readonly accumulate?: (before: number, contribution: number) => number;
  /** What is answered in place of the gradient; undefined where the mistake cannot be made. */
  readonly answer?: (gradient: number, graph: Graph, target: GraphNode) => number | undefined;
}
