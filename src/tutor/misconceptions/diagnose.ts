import { forwardText, stepText } from '../../derivation/steps.ts';
import type { BackwardStep } from '../../engine/index.ts';
import type { Expression, Graph, GraphNode } from '../../expression/index.ts';
import { code, say, withCode } from '../../reply/build.ts';
import type { Span } from '../../reply/document.ts';
import { type Misconception, type MisconceptionName, misconception, withMutation } from './index.ts';
import { mutants, same, stepMutants } from './replay-backward.ts';
import { forwardMutants, nodeMutants } from './replay-forward.ts';
import type { LoopRun } from './training-loop.ts';

/** Answers are rounded by hand: as near as half a per cent is the same number. */
const ROUNDING = 0.005;
const TINY = 1e-9;

/** A misconception that explains a wrong answer, and where it shows. */
export interface Diagnosis extends Misconception {
  readonly name: MisconceptionName;
  /** The number that it leads to. */
  readonly value: number;
  /** The step of the derivation that it gets wrong, as the equation that is right. */
  readonly where: string | undefined;
}

/** Every misconception about `target`'s gradient that leads to another number than the right one; see `mutants`. */
export function gradientDiagnoses(graph: Graph, target: GraphNode, seed?: number): Diagnosis[] {
  const found = mutants(graph, target, seed);
  const texts = new Map(
    [...new Set(found.map(({ step }) => step))].map((step) => [step, step && stepText(graph, step)]),
  );
  return found.map(({ bug, value, step }) => ({ ...misconception(bug), name: bug, value, where: texts.get(step) }));
}

/** A misconception that explains a wrong answer to one step, and the step of the trace that it changes first. */
export interface StepDiagnosis extends Diagnosis {
  readonly step: BackwardStep | undefined;
}

/**
 * Every misconception that leads to another number in one step of the backward pass, where what stands before is right;
 * then those that lead to one from the start of the pass, as far as no other gives their number.
 *
 * @param again does the step add to what other steps have brought?
 * @param complete does nothing more come into the gradient of its target?
 */
export function stepDiagnoses(graph: Graph, step: BackwardStep, again: boolean, complete: boolean): StepDiagnosis[] {
  const here = stepMutants(graph, step, again, complete);
  const target = graph.byId.get(step.target) as GraphNode;
  const elsewhere = complete ? mutants(graph, target) : [];
  const others = elsewhere.filter((one) => !here.some(({ value }) => same(value, one.value)));
  return [...here, ...others].map((mutant) => ({
    ...misconception(mutant.bug),
    name: mutant.bug,
    value: mutant.value,
    step: mutant.step,
    // What is asked right now would be told by its equation.
    where: mutant.step === undefined || isSame(mutant.step, step) ? undefined : stepText(graph, mutant.step),
  }));
}

const isSame = (one: BackwardStep, other: BackwardStep): boolean =>
  one.node === other.node && one.operand === other.operand;

/** Every misconception about the output's value that leads to another number than the right one. */
export const valueDiagnoses = (graph: Graph, whole?: Expression): Diagnosis[] =>
  forwardMutants(graph, whole).map(({ bug, value, node }) => ({
    ...misconception(bug),
    name: bug,
    value,
    where: node && forwardText(graph, node),
  }));

/** Every misconception that leads to another value of one node, where all that it is made of is right. */
export const nodeDiagnoses = (graph: Graph, node: GraphNode): Diagnosis[] =>
  nodeMutants(graph, node).map(({ bug, value }) => ({ ...misconception(bug), name: bug, value, where: undefined }));

/**
 * Which misconceptions a wrong gradient of `target` shows: all whose number it is. None for the right one, and none
 * when nothing fits.
 *
 * @param answer what was answered for d output / d target
 * @param tolerance how far it may be from a number to count as that, absolute; half a per cent if left out
 */
export function diagnose(graph: Graph, target: GraphNode, answer: number, tolerance?: number): Diagnosis[] {
  if (!Number.isFinite(answer)) return [];
  const fits = (value: number): boolean =>
    Math.abs(value - answer) <= (tolerance ?? Math.max(TINY, ROUNDING * Math.abs(value)));
  const right = [...graph.tape.steps(graph.output.id)].findLast((step) => step.target === target.id)?.after ?? 1;
  return fits(right) ? [] : gradientDiagnoses(graph, target).filter(({ value }) => fits(value));
}

/** What went wrong in a training loop that does not do what it should, by what happened when it ran. */
export const loopDiagnoses = (run: LoopRun): MisconceptionName[] =>
  withMutation('loop').flatMap(({ name, mutation }) => (mutation(run) ? [name] : []));

/** What a learner with this misconception is told: what they did, and where in the derivation it matters. */
export const feedbackFor = (bug: MisconceptionName, where?: string): Span[] => [
  ...withCode(misconception(bug).sentence),
  ...(where === undefined ? [] : say` See ${code(where)}.`),
];
