import { symbolicGradient } from '../derivation/steps.ts';
import { withTape } from '../engine/index.ts';
import {
  buildGraph,
  type Expression,
  expand,
  type Formula,
  type Measured,
  measure,
  namesIn,
  numberNode,
  type Point,
  pointsNear,
  type Right,
  substitute,
} from '../expression/index.ts';

/** What a derivative is, as far as it can be compared with an answer. */
export interface RightSide extends Right {
  /** The formula with the name that the derivative is taken by among its inputs. */
  readonly formula: Formula;
  /** Why it is not compared as a formula: too long to write, or without a value as it is written, as 0^x*log(0). */
  readonly computed: boolean;
  /** The gradient as a backward pass finds it, with the conventions for kinks. */
  readonly pass: (point: Point) => Measured;
}

/** The right derivative of a formula by one of its names; an inner name counts as an input. */
export function rightSide(whole: Formula, by: string, at: Point): RightSide {
  const formula = asInput(whole, by);
  const within = expand(formula);
  const slope = symbolicGradient(whole, by, expand(whole));
  const value = (point: Point): Measured => slopeAt(formula, by, point);
  if (slope === undefined) return { formula, expression: undefined, within, value, computed: true, pass: value };
  const computed = isNowhere(slope, at) && [...pointsNear(at)].some((point) => Number.isFinite(value(point).value));
  return computed
    ? { formula, expression: undefined, within, value, computed, pass: value }
    : { formula, expression: slope, within, computed, pass: value };
}

/** The right derivative with values put in for names. */
export function withValues(right: RightSide, values: Point): Right {
  const put = (name: string): Expression | undefined => {
    const value = values.get(name);
    return value === undefined ? undefined : numberNode(value);
  };
  const { expression, within, value } = right;
  return {
    expression: expression && substitute(expression, put),
    within: within && substitute(within, put),
    ...(value && { value: (point) => value(new Map([...point, ...values])) }),
  };
}

const isNowhere = (expression: Expression, at: Point): boolean =>
  namesIn(expression).size > 0 && [...pointsNear(at)].every((point) => Number.isNaN(measure(expression, point).error));

/** The formula in which an inner name is an input like any other. */
export function asInput(formula: Formula, name: string): Formula {
  if (!formula.definitions.has(name) || name === formula.output) return formula;
  const definitions = new Map([...formula.definitions].filter(([key]) => key !== name));
  return { ...formula, definitions, leaves: [...formula.leaves, name] };
}

/** Rounding over a whole backward pass, relative to the gradient. */
const PASS_ROUNDING = 1e-11;

/** The gradient as a backward pass finds it. */
function slopeAt(formula: Formula, by: string, point: Point): Measured {
  return withTape((tape) => {
    const graph = buildGraph(formula, point, tape);
    const target = graph.byName.get(by);
    if (!Number.isFinite(tape.data[graph.output.id])) return { value: Number.NaN, error: Number.NaN };
    tape.backward(graph.output.id);
    const value = target === undefined ? 1 : (tape.grad[target.id] as number);
    return { value, error: Number.isFinite(value) ? PASS_ROUNDING * Math.abs(value) : Number.NaN };
  });
}
