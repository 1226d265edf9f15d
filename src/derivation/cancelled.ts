import { type Expression, evaluate, type Formula, type Graph } from '../expression/index.ts';
import { gradientErrors } from './rounding.ts';
import { MAX_SYMBOLIC, symbolicGradient } from './steps.ts';

/** A gradient that differs by more than this part of itself from its formula is made of rounding. */
const SAME = 1e-3;

/**
 * The graph after its backward pass with gradients of 0 where they are nothing but rounding: those of w/(w*b) by w cancel,
 * and leave 5.6e-17. Small ones that their formula confirms stay.
 *
 * @param whole the output in the inputs alone
 */
export function withoutRounding(graph: Graph, formula: Formula, whole: Expression | undefined): Graph {
  const { tape, byName } = graph;
  const { errors } = gradientErrors(graph);
  const named = [...byName.values()].filter(({ kind, name }) => kind === 'leaf' || formula.definitions.has(name));
  const cancelled = new Set<number>();
  for (const { id, name } of named) {
    const gradient = tape.grad[id] as number;
    const bound = errors[id] as number;
    if (gradient === 0 || !(Math.abs(gradient) <= bound)) continue;
    const value = simplifiedValue(graph, formula, name, whole);
    if (value === undefined || Math.abs(value) > bound || Math.abs(value - gradient) <= SAME * Math.abs(gradient))
      continue;
    tape.grad[id] = 0;
    cancelled.add(id);
  }
  return cancelled.size === 0 ? graph : { ...graph, cancelled };
}

/**
 * What the simplified derivative comes to where the graph stands: for 0*sqrt(x) at 0 it is 0, though step by step there is
 * no number. Undefined where it is not finite either.
 */
export function simplifiedValue(
  { tape, byName }: Graph,
  formula: Formula,
  by: string,
  whole: Expression | undefined,
): number | undefined {
  const slope = symbolicGradient(formula, by, whole, MAX_SYMBOLIC);
  const values = new Map([...byName].map(([name, { id }]) => [name, tape.data[id] as number]));
  const value = slope && evaluate(slope, values);
  return value !== undefined && Number.isFinite(value) ? value : undefined;
}
