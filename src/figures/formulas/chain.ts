import type { BackwardStep, OperationName } from '../../engine/index.ts';
import {
  type Expression,
  formatNumber,
  type Graph,
  localDerivative,
  nameNode,
  numberNode,
  sizeOf,
} from '../../expression/index.ts';

/** A factor of a chain: a partial derivative, or what stands for it. */
export interface Factor {
  /** Numerator and denominator, by the names in the graph. */
  readonly of: string;
  readonly by: string;
  /** In the names of the graph; undefined where that is long, or where it has an equation of its own. */
  readonly slope: Expression | undefined;
  readonly value: number;
}

/** One way to a value: all factors but the last are the upstream gradient, the last is the local derivative. */
export type Chain = readonly Factor[];

/** Longer chains are taken up at the value before, which has an equation of its own. */
const MAX_FACTORS = 4;
/** A local derivative of more nodes than this is not written out: names may be long, so letters say nothing. */
const MAX_SLOPE = 16;

/** The ways into the values of a graph, from its backward pass. */
export interface Chains {
  /** The ways that meet in a value; each begins at the result, or at a value that `needs` names. */
  readonly to: (id: number) => readonly Chain[];
  /** The values whose gradients the ways to this one begin with. */
  readonly needs: (id: number) => readonly number[];
}

/** The chains of a graph after its backward pass. */
export function chainsOf(graph: Graph): Chains {
  const { tape, output, byId } = graph;
  const steps = [...tape.steps(output.id)].filter(({ target }) => byId.get(target)?.kind !== 'constant');
  const into = Map.groupBy(steps, ({ target }) => target);
  const nameOf = (id: number): string => (id === output.id ? output.name : (byId.get(id)?.name as string));

  /** The only way from the result to a value, where it is short. */
  const path = (id: number, most: number): BackwardStep[] | undefined => {
    if (id === output.id) return [];
    const [step, second] = into.get(id) ?? [];
    if (step === undefined || second !== undefined || most === 0) return undefined;
    const before = path(step.node, most - 1);
    return before && [...before, step];
  };
  const factor = (step: BackwardStep): Factor => ({
    of: nameOf(step.node),
    by: nameOf(step.target),
    slope: slopeOf(graph, step, nameOf),
    value: step.local,
  });
  const waysTo = (id: number) =>
    (into.get(id) ?? [])
      .toSorted((x, y) => x.node - y.node || x.operand - y.operand)
      .map((step) => ({ step, before: path(step.node, MAX_FACTORS - 1) }));
  return {
    to: (id) =>
      waysTo(id).map(({ step, before }): Chain => {
        if (before !== undefined) return [...before, step].map(factor);
        const upstream = { of: output.name, by: nameOf(step.node), slope: undefined, value: step.upstream };
        return [upstream, factor(step)];
      }),
    needs: (id) => waysTo(id).flatMap(({ step, before }) => (before === undefined ? [step.node] : [])),
  };
}

function slopeOf(graph: Graph, step: BackwardStep, nameOf: (id: number) => string): Expression | undefined {
  const { expression } = graph.byId.get(step.node) as { expression: Expression };
  if (expression.kind !== 'call') return numberNode(step.local, formatNumber(step.local));
  const name = graph.tape.operationOf(step.node) as OperationName;
  const slope = localDerivative(name, step.operand, expression.operands, nameNode(nameOf(step.node)));
  return sizeOf(slope) > MAX_SLOPE ? undefined : slope;
}
