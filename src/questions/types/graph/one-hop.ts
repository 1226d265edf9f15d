import { bracketed, localText, stepsOf } from '../../../derivation/steps.ts';
import type { Random } from '../../../engine/index.ts';
import { operation } from '../../../engine/index.ts';
import { formatNumber, type Graph, type GraphNode } from '../../../expression/index.ts';
import { code, codeBlock, paragraph, say } from '../../../reply/build.ts';
import { type Diagnosis, gradientDiagnoses } from '../../../tutor/misconceptions/diagnose.ts';
import { type MisconceptionName, misconception } from '../../../tutor/misconceptions/index.ts';
import { graphNumber } from '../../parts/graph-number.ts';
import { given, graphLines, isEasyByHand, isRounded, whatIs } from '../../parts/graph-text.ts';
import { friendly, pick } from '../../parts/random.ts';
import { anyInput, type BuiltGraph, build } from '../../parts/random-graph.ts';
import type { Level } from '../../question.ts';
import type { Problem, QuestionType } from '../../type.ts';

const FORMULAS: Partial<Record<Level, readonly string[]>> = {
  1: ['a*b', 'a*b', 'a/b', 'a^2', 'a^3', 'a - b'],
  3: ['a*b', 'a*b', 'a/b', 'a^2'],
  4: ['tanh(n)', 'relu(n)'],
};
const UPSTREAMS = [2, 3, 4, 5, -2, -3, -4, 10, 0.5];
/** Misconceptions whose sentence speaks of all of the gradient. */
const OF_THE_WHOLE: readonly MisconceptionName[] = ['sign-flipped', 'gradients-not-zeroed'];
const SUMS = [0.5, 1, 1.5, -0.5, -1, -1.5];

/** What one operation hands on to an operand, with the upstream gradient given. */
export default {
  number: 3,
  version: 2,
  name: 'one-hop',
  title: 'one hop of the backward pass',
  topic: 'graph',
  levels: [1, 3, 4],
  generate(random, level) {
    const formula = pick(random, FORMULAS[level] as readonly string[]);
    const values =
      level === 4
        ? new Map([['n', pick(random, formula.startsWith('relu') ? [...SUMS, 2, -3, 4, -2] : SUMS)]])
        : friendly(random, formula.includes('b') ? ['a', 'b'] : ['a']);
    const { graph }: BuiltGraph = build({ statements: [`d = ${formula}`], values });
    if (!isEasyByHand(graph)) return undefined;
    const target = anyInput(random, graph);
    const upstream = pick(random, UPSTREAMS);
    const before = level === 3 ? pick(random, UPSTREAMS) : undefined;
    return hopProblem(random, graph, target, upstream, before);
  },
} satisfies QuestionType;

function hopProblem(
  random: Random,
  graph: Graph,
  target: GraphNode,
  upstream: number,
  before?: number,
): Problem | undefined {
  const step = stepsOf(graph).find((candidate) => candidate.target === target.id);
  if (step === undefined) return undefined;
  const rounded = isRounded(graph);
  const contribution = upstream * step.local;
  const equation = `${given(upstream)} × ${localText(graph, step)} = ${formatNumber(contribution)}`;
  const held = before === undefined ? '' : `${target.name}.grad = ${before} so far`;
  const right = (before ?? 0) + contribution;
  const sum = `${target.name}.grad = ${before ?? 0} + ${bracketed(contribution)} = ${formatNumber(right)}`;
  // With something there already, a wrong sign of what is added is no wrong sign of the sum, nor twice of it.
  const fitting = gradientDiagnoses(graph, target, upstream).filter(
    ({ name }) => before === undefined || !OF_THE_WHOLE.includes(name),
  );
  const diagnoses: Diagnosis[] = fitting.map((diagnosis) => ({
    ...diagnosis,
    value: diagnosis.value + (before ?? 0),
    where: `dL/d${target.name} = ${equation}`,
  }));
  if (before !== undefined) diagnoses.push(...heldBugs(before, contribution, sum));
  const lines = [...graphLines(graph, true), `dL/dd = ${given(upstream)}`, ...(held ? [held] : [])];
  return graphNumber(random, {
    prompt: [
      codeBlock(lines.join('\n')),
      paragraph(
        before === undefined
          ? say`${code('d')} is part of a larger graph with the output ${code('L')}, and ${code(target.name)} is used nowhere else. ${whatIs([code(`dL/d${target.name}`)], rounded)}`
          : say`Another use of ${code(target.name)} has run already. What is ${code(`${target.name}.grad`)} after ${code('d')} has run its ${code('_backward')}?`,
      ),
    ],
    right,
    diagnoses,
    rounded,
    ...(before !== undefined && { first: 'accumulate-overwrites' as const }),
    hint: [paragraph(say`A hop multiplies: upstream × local. What is ${code(`dd/d${target.name}`)}?`)],
    explanation: [
      codeBlock(
        [...(before === undefined ? [`dL/d${target.name} = ${equation}`] : [`hands on ${equation}`, sum])].join('\n'),
      ),
      paragraph(say`${operation(graph.tape.operationOf(graph.output.id) ?? 'add').sentence}`),
    ],
  });
}

/** What goes wrong where a gradient meets what is there already. */
const heldBugs = (before: number, contribution: number, where: string): Diagnosis[] => [
  { name: 'accumulate-overwrites', ...misconception('accumulate-overwrites'), value: contribution, where },
  { name: 'paths-multiplied', ...misconception('paths-multiplied'), value: before * contribution, where },
  { name: 'path-forgotten', ...misconception('path-forgotten'), value: before, where },
];
