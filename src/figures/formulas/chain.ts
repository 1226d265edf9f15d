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

  /**
   * The last links of the only way to a value, and the value they begin at: the result, one that several ways lead to,
   * or one that is as far away as a chain is long, so that many chains begin at the same few values.
   */
  const links = new Map<number, { readonly from: number; readonly steps: readonly BackwardStep[] }>();
  links.set(output.id, { from: output.id, steps: [] });
  for (const [id, [step, second]] of into) {
    const before = step && links.get(step.node);
    if (id === output.id || step === undefined || before === undefined) continue;
    const reached = [...before.steps, step];
    const most = before.from === output.id ? MAX_FACTORS - 1 : MAX_FACTORS - 2;
    const starts = second !== undefined || reached.length > most;
    links.set(id, starts ? { from: id, steps: [] } : { from: before.from, steps: reached });
  }
  const factor = (step: BackwardStep): Factor => ({
    of: nameOf(step.node),
    by: nameOf(step.target),
    slope: slopeOf(graph, step, nameOf),
    value: step.local,
  });
  const waysTo = (id: number) =>
    (into.get(id) ?? [])
      .toSorted((x, y) => x.node - y.node || x.operand - y.operand)
      .map((step) => ({ step, before: links.get(step.node) ?? { from: step.node, steps: [] } }));
  return {
    to: (id) =>
      waysTo(id).map(({ step, before: { from, steps } }): Chain => {
        const local = [...steps, step].map(factor);
        if (from === output.id) return local;
        const value = tape.grad[from] as number;
        return [{ of: output.name, by: nameOf(from), slope: undefined, value }, ...local];
      }),
    needs: (id) => waysTo(id).flatMap(({ before: { from } }) => (from === output.id ? [] : [from])),
  };
}

function slopeOf(graph: Graph, step: BackwardStep, nameOf: (id: number) => string): Expression | undefined {
  const { expression } = graph.byId.get(step.node) as { expression: Expression };
  if (expression.kind !== 'call') return numberNode(step.local, formatNumber(step.local));
  const name = graph.tape.operationOf(step.node) as OperationName;
  const slope = localDerivative(name, step.operand, expression.operands, nameNode(nameOf(step.node)));
  return sizeOf(slope) > MAX_SLOPE ? undefined : slope;
}
