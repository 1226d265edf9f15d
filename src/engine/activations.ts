import { type OperationName, type OperationOfArity, operation } from './operations.ts';
import { type Value, value, withTape } from './value.ts';

/**
 * The one table of activations. Networks, the options of `/train` and its reports read it; adding an activation is
 * adding one entry: {@link byOperation} for one that the table of operations has, else {@link composed}.
 */
export interface Activation {
  /** What reports call it. */
  readonly title: string;
  /** As text in `x`, in the language of `expression/`. */
  readonly formula: string;
  /** Between which numbers its outputs lie; infinite without a bound. One with two bounds saturates near them. */
  readonly range: readonly [number, number];
  /** The name of its rule, short enough to stand beside a step. */
  readonly rule: string;
  /** What a teacher would say about its gradient. */
  readonly sentence: string;
  /** The activation as part of a graph. */
  readonly apply: (x: Value) => Value;
  /** The same as a plain function, for many points without a graph. */
  readonly forward: (x: number) => number;
  /** The operation that it is, where it is a single one. */
  readonly operation?: OperationName;
  /** What the last layer of a network with this activation has in its place. */
  readonly lastLayer?: 'linear';
  /**
   * The activation that is the same function in a form that never overflows. An entry with this cannot be chosen by
   * name: it is what the other one means unless the stable form is asked for.
   */
  readonly stableForm?: 'tanh';
}

type Facts = Pick<Activation, 'title' | 'formula' | 'range' | 'lastLayer' | 'stableForm'>;

/** An activation that is one operation, whose rule and sentence it shares. */
const byOperation = <const F extends Facts>(name: OperationOfArity<1>, facts: F) => {
  const { forward, rule, sentence } = operation(name);
  const apply = (x: Value): Value => x[name]();
  return { operation: name, rule, sentence, apply, forward: (x: number): number => forward(x, 0), ...facts };
};

/** An activation made from several operations, or from none. */
const composed = <const F extends Facts & Pick<Activation, 'rule' | 'sentence'>>(
  apply: (x: Value) => Value,
  facts: F,
) => {
  const { tape, x, out } = withTape((tape) => {
    const x = value(0);
    return { tape, x, out: apply(x) };
  });
  const forward = (number: number): number => {
    x.data = number;
    tape.forward(x.id, out.id);
    return out.data;
  };
  return { apply, forward, ...facts };
};

const UNBOUNDED = Number.POSITIVE_INFINITY;

const table = {
  tanh: byOperation('tanh', { title: 'tanh', formula: 'tanh(x)', range: [-1, 1] }),
  /** The article's tanh, which overflows where Python's does. */
  tanhByExp: byOperation('tanhByExp', {
    title: 'tanh',
    formula: '(exp(2x)-1)/(exp(2x)+1)',
    range: [-1, 1],
    stableForm: 'tanh',
  }),
  /** As the last layer it could never reach a negative target. */
  relu: byOperation('relu', { title: 'relu', formula: 'max(0, x)', range: [0, UNBOUNDED], lastLayer: 'linear' }),
  sigmoid: byOperation('sigmoid', { title: 'sigmoid', formula: '1/(1+exp(-x))', range: [0, 1] }),
  /** No activation: the weighted sum itself. */
  linear: composed((x) => x, {
    title: 'linear',
    formula: 'x',
    range: [-UNBOUNDED, UNBOUNDED],
    rule: 'linear copies',
    sentence: 'linear passes the gradient on unchanged.',
  }),
} satisfies Record<string, Activation>;

/** The name of an entry of the table. */
export type ActivationName = keyof typeof table;

/** The activations that a person can choose by name. */
export type ActivationChoice = {
  [K in ActivationName]: (typeof table)[K] extends { readonly stableForm: string } ? never : K;
}[ActivationName];

/** The entry of an activation, with the optional fields in view. */
export const activationNamed = (name: ActivationName): Activation => table[name];

/** All names in the order of the table. */
export const activationNames = Object.keys(table) as ActivationName[];

/** The names that a person can choose from, in the order of the table. */
export const activationChoices = activationNames.filter(
  (name): name is ActivationChoice => activationNamed(name).stableForm === undefined,
);

/** Does it saturate: has it bounds on both sides, near which hardly any gradient comes through? */
export const saturates = (name: ActivationName): boolean => activationNamed(name).range.every(Number.isFinite);
