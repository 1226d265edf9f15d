import { stepsOf } from '../../derivation/steps.ts';
import type { BackwardStep, OperationName } from '../../engine/index.ts';
import { type Expression, evaluate, type Graph, type GraphNode, parse } from '../../expression/index.ts';
import { type MisconceptionName, misconception, NAMES } from './index.ts';
import type { ChainMutation, WrongLocals } from './misconception.ts';

/** Two numbers closer than this, relative to their size, are one number. */
const SAME = 1e-9;

/** The misconceptions that can be replayed on a backward pass. */
export const BACKWARD_BUGS: readonly MisconceptionName[] = NAMES.filter((name) => {
  const { local, chain } = misconception(name);
  return local !== undefined || chain !== undefined;
});

/** What a misconception makes of a gradient, and where in the trace it first goes wrong. */
export interface Mutant {
  readonly bug: MisconceptionName;
  readonly value: number;
  /** The step of the right trace that comes out differently; the last one into the target if none does. */
  readonly step: BackwardStep | undefined;
}

/**
 * The gradients of `target` that misconceptions lead to, by running the backward pass of the graph again under each
 * of them: those that are finite and differ from the right one.
 *
 * @param target any value that the output depends on, but the output itself
 * @param seed the gradient that the output starts with: 1, or the upstream gradient of a part of a graph
 */
export function mutants(graph: Graph, target: GraphNode, seed = 1): Mutant[] {
  const pass = passTo(graph, target, seed);
  const right = replay(pass, {}, {}).value;
  const found = BACKWARD_BUGS.flatMap((bug): Mutant[] => {
    const { value, step } = replayBug(pass, bug);
    return Number.isFinite(value) && !same(value, right) ? [{ bug, value, step }] : [];
  });
  return narrowest(found);
}

/** Without those of which another says more. */
const narrowest = (found: readonly Mutant[]): Mutant[] =>
  found.filter(({ bug, value }) => {
    const { narrower } = misconception(bug);
    return !found.some((other) => narrower?.includes(other.bug) && same(other.value, value));
  });

/** Of all of a gradient: of a part of it that is still to be added to, they say nothing. */
const OF_THE_WHOLE: readonly MisconceptionName[] = ['gradients-not-zeroed', 'own-local'];

/**
 * What misconceptions make of a target's gradient in one step of the backward pass, where all that came before is right:
 * what is finite and differs from the right number.
 *
 * @param complete does nothing more come into this gradient?
 */
export function stepMutants(graph: Graph, step: BackwardStep, again: boolean, complete: boolean): Mutant[] {
  const target = graph.byId.get(step.target) as GraphNode;
  const atOutput = step.node === graph.output.id;
  const found = BACKWARD_BUGS.flatMap((bug): Mutant[] => {
    if (!complete && OF_THE_WHOLE.includes(bug)) return [];
    const { contribution, accumulate, answer } = misconception(bug).chain ?? {};
    const local = wrongLocal(graph, step, parsedLocals.get(bug) ?? {}) ?? step.local;
    const hop = { upstream: step.upstream, local, last: true, atOutput, firstWithUpstream: !atOutput };
    const handed = contribution?.(hop) ?? step.upstream * local;
    const joined = again ? (accumulate?.(step.before, handed) ?? step.before + handed) : handed;
    const value = answer ? (answer(joined, graph, target) ?? Number.NaN) : joined;
    return Number.isFinite(value) && !same(value, step.after) ? [{ bug, value, step }] : [];
  });
  return narrowest(found);
}

/** The gradient of `target` under one misconception; NaN or an infinity where it has none. */
export const replayGradient = (graph: Graph, target: GraphNode, bug: MisconceptionName, seed = 1): number =>
  replayBug(passTo(graph, target, seed), bug).value;

/** Are two numbers the same but for rounding? */
export const same = (a: number, b: number): boolean => Math.abs(a - b) <= SAME * Math.max(1, Math.abs(a), Math.abs(b));

/** A backward pass, of which only the steps that have a part in the gradient of `target` count. */
interface Pass {
  readonly graph: Graph;
  readonly target: GraphNode;
  readonly seed: number;
  readonly steps: readonly BackwardStep[];
  /** The operands of the output. */
  readonly belowOutput: ReadonlySet<number>;
}

function passTo(graph: Graph, target: GraphNode, seed: number): Pass {
  const steps = stepsOf(graph);
  const found = new Set([target.id]);
  for (const step of steps.toReversed()) if (found.has(step.target)) found.add(step.node);
  return {
    graph,
    target,
    seed,
    steps: steps.filter((step) => found.has(step.target)),
    belowOutput: new Set(graph.tape.operandsOf(graph.output.id)),
  };
}

const replayBug = (pass: Pass, bug: MisconceptionName): { value: number; step: BackwardStep | undefined } =>
  replay(pass, misconception(bug).chain ?? {}, parsedLocals.get(bug) ?? {});

function replay(
  { graph, target, seed, steps, belowOutput }: Pass,
  { contribution, accumulate, answer }: ChainMutation,
  locals: ParsedLocals,
): { value: number; step: BackwardStep | undefined } {
  const { output } = graph;
  const running = new Map([[output.id, seed]]);
  let wrong: BackwardStep | undefined;
  for (const step of steps) {
    const upstream = running.get(step.node) as number;
    const local = wrongLocal(graph, step, locals) ?? step.local;
    const first = step.node === output.id;
    const hop = {
      upstream,
      local,
      last: step.target === target.id,
      atOutput: first && seed === 1,
      firstWithUpstream: seed === 1 ? belowOutput.has(step.node) : first,
    };
    const handed = contribution?.(hop) ?? upstream * local;
    const before = running.get(step.target);
    const joined = before === undefined ? handed : (accumulate?.(before, handed) ?? before + handed);
    running.set(step.target, joined);
    if (!same(joined, seed * step.after)) wrong ??= step;
  }
  const gradient = running.get(target.id) ?? Number.NaN;
  const value = answer ? (answer(gradient, graph, target) ?? Number.NaN) : gradient;
  return { value, step: wrong ?? steps.findLast((step) => step.target === target.id) };
}

type ParsedLocals = Partial<Record<OperationName, readonly (Expression | undefined)[]>>;

const parsed = (locals: WrongLocals): ParsedLocals =>
  Object.fromEntries(
    Object.entries(locals).map(([name, texts]) => [name, texts.map((text) => text && parse(text)[0]?.expression)]),
  );

/** The wrong local derivatives of each misconception, parsed once. */
const parsedLocals: ReadonlyMap<MisconceptionName, ParsedLocals> = new Map(
  BACKWARD_BUGS.map((bug) => [bug, parsed(misconception(bug).local ?? {})]),
);

/** What a misconception takes for the local derivative, in `a`, `b` and `out`; undefined where it has nothing to say. */
export const believedLocal = (bug: MisconceptionName, name: OperationName, operand: number): Expression | undefined =>
  parsedLocals.get(bug)?.[name]?.[operand];

function wrongLocal({ tape }: Graph, { node, operand }: BackwardStep, locals: ParsedLocals): number | undefined {
  const slope = locals[tape.operationOf(node) as OperationName]?.[operand];
  if (slope === undefined) return undefined;
  const [a = 0, b = 0] = tape.operandsOf(node).map((id) => tape.data[id] as number);
  return evaluate(
    slope,
    new Map([
      ['a', a],
      ['b', b],
      ['out', tape.data[node] as number],
    ]),
  );
}
