import { gradientName, stepText } from '../../derivation/steps.ts';
import { type BackwardStep, type OperationName, operation, Random, ruleOf } from '../../engine/index.ts';
import { format, formatNumber, type Graph, type GraphNode } from '../../expression/index.ts';
import { type Edge, stepPicture } from '../../figures/graph/step.ts';
import { cardNumber, graphTitle, UNKNOWN } from '../../figures/graph/texts.ts';
import { readNumber } from '../../questions/grading/number.ts';
import { hash } from '../../questions/hash.ts';
import { optionMeant } from '../../questions/letters.ts';
import { chooseOptions } from '../../questions/options.ts';
import { GENERAL, graphNumber, typedNumber } from '../../questions/parts/graph-number.ts';
import { answerText, hasFewDecimals } from '../../questions/parts/graph-text.ts';
import type { Level, Question } from '../../questions/question.ts';
import { code, paragraph, say } from '../../reply/build.ts';
import type { ReplyNode, Span } from '../../reply/document.ts';
import { counted } from '../../text.ts';
import { type StepDiagnosis, stepDiagnoses } from '../../tutor/misconceptions/diagnose.ts';
import type { MisconceptionName } from '../../tutor/misconceptions/index.ts';
import type { Asked, Place } from './place.ts';
import type { Stepped } from './read.ts';

/** So many wrong numbers to choose from; with fewer an answer is typed. */
const LEAST_WRONG = 2;
const ENOUGH_WRONG = 3;
/** The mistake that a step is most often about: where it can be made, it is among the options. */
const TYPICAL: readonly MisconceptionName[] = [
  'accumulate-overwrites',
  'factors-not-swapped',
  'activation-slope-dropped',
  'minus-sign-lost',
  'quotient-halves-swapped',
  'power-exponent-dropped',
  'upstream-dropped',
];
/** As on the cards of the picture. */
const DIGITS = 4;

const shown = (value: number): string => formatNumber(value, DIGITS);
const inBrackets = (value: number): string => (value < 0 ? `(${shown(value)})` : shown(value));

/** A contribution to a gradient, and how many there are. */
interface Part {
  readonly step: BackwardStep;
  readonly target: GraphNode;
  readonly node: GraphNode;
  /** Of the contributions to this target: which one it is, from 1. */
  readonly turn: number;
  readonly turns: number;
}

/** The steps of the backward pass, each a place. */
export function gradientPlaces(stepped: Stepped): Place[] {
  const { graph, steps } = stepped;
  const turns = new Map<number, number>();
  const all = Map.groupBy(steps, ({ target }) => target);
  const rounded = steps.some((step) => [step.upstream, step.local, step.after].some((value) => !hasFewDecimals(value)));
  const parts = steps.map((step): Part => {
    const turn = (turns.get(step.target) ?? 0) + 1;
    turns.set(step.target, turn);
    const target = graph.byId.get(step.target) as GraphNode;
    const of = graph.byId.get(step.node) as GraphNode;
    const node = of.id === graph.output.id ? graph.output : of;
    return { step, target, node, turn, turns: all.get(step.target)?.length ?? 1 };
  });
  return parts.map((part, i) => ({
    name: gradientName(graph, part.target),
    ask: () => askGradient(stepped, part, rounded),
    picture: (known, wrong) => pictureAt(stepped, parts, i, known, wrong),
  }));
}

function askGradient({ graph, reading: { plain } }: Stepped, part: Part, rounded: boolean): Asked {
  const { step, turn, turns } = part;
  const random = new Random(hash(`${plain} ${step.node}.${step.operand}`));
  const diagnoses = stepDiagnoses(graph, step, turn > 1, turn === turns);
  const prompt = [paragraph(questionOf(graph, part, rounded))];
  const hints = hintsOf(graph, part);
  const equation = stepText(graph, step);
  const why = whyOf(graph, part);
  const explanation = [paragraph(say`${code(equation)}. ${why}`)];
  const right = step.after;
  // What goes wrong in this very step comes first; other mistakes only where that leaves too few.
  const here = diagnoses.filter(({ step: at }) => at?.node === step.node && at.operand === step.operand);
  const special = here.filter(({ name }) => !GENERAL.includes(name));
  const choices = [special, here, diagnoses].map((some) => {
    const parts = { prompt, right, diagnoses: some, rounded, hint: hints, explanation };
    const first = TYPICAL.find((bug) => some.some(({ name }) => name === bug));
    const problem = (first && graphNumber(random, { ...parts, first })) ?? graphNumber(random, parts);
    return (problem && chooseOptions(problem, random, LEAST_WRONG)) ?? [];
  });
  const question: Question = {
    ...skillOf(graph, part),
    seed: 0,
    prompt,
    options: choices.find(({ length }) => length > ENOUGH_WRONG) ?? choices.at(-1) ?? [],
    typed: typedNumber(right, diagnoses, rounded),
    hint: hints.slice(0, 1),
    explanation,
  };
  const mistakes = (given: string, note: string): Edge[] =>
    edgesOf(question, diagnoses, { given, note }, rounded, step);
  return { question, hints, equation, why, mistakes };
}

/** "`d = e + c`, and `dL/dd = -2`. What is `dL/de`?" */
function questionOf(graph: Graph, { step, target, node, turn, turns }: Part, rounded: boolean): Span[] {
  const asked = code(gradientName(graph, target));
  const formula = code(`${node.name} = ${format(node.expression)}`);
  const upstream = code(`${gradientName(graph, node)} = ${shown(step.upstream)}`);
  const end = rounded ? ', rounded?' : '?';
  const start =
    node.id === graph.output.id
      ? say`The pass starts at the result: ${upstream}. ${formula}.`
      : say`${formula}, and ${upstream} is known.`;
  if (turns === 1) return say`${start} What is ${asked}${end}`;
  const uses = turns === 2 ? 'twice' : `${turns} times`;
  if (turn === 1) {
    return say`${start} ${code(target.name)} is used ${uses}, so ${asked} is a sum of ${counted(turns, 'part')}. What is the first part, from ${code(node.name)}${end}`;
  }
  const held = code(`${target.name}.grad = ${shown(step.before)}`);
  const last = turn === turns;
  const what = last ? asked : code(`${target.name}.grad`);
  return say`${start} So far ${held}, and ${code(node.name)} has ${last ? 'the last' : 'another'} part for it. What is ${what} then${end}`;
}

/** The rule; then the equation with a gap. */
function hintsOf(graph: Graph, part: Part): ReplyNode[] {
  const { step, target, node, turn } = part;
  const name = graph.tape.operationOf(step.node) as OperationName;
  const rule = ruleOf(name, step.operand).sentence;
  const adds = turn > 1 ? ' What comes back adds to what is there.' : '';
  const local = `d${node.name}/d${target.name}`;
  const before = turn > 1 ? `${shown(step.before)} + ` : '';
  const upstream = turn > 1 ? inBrackets(step.upstream) : shown(step.upstream);
  const gap = `${before}${gradientName(graph, node)} × ${local} = ${before}${upstream} × ▢`;
  return [
    paragraph(say`A step multiplies: upstream gradient × local derivative. ${rule}${adds}`),
    paragraph(say`${code(gap)}. What belongs in the gap is ${code(local)}.`),
  ];
}

/** One sentence. */
function whyOf(graph: Graph, { step, turn }: Part): Span[] {
  const rule = ruleOf(graph.tape.operationOf(step.node) as OperationName, step.operand).sentence;
  if (turn === 1) return say`${rule}`;
  const part = step.upstream * step.local;
  return say`Parts add up: ${code(`${shown(step.before)} + ${inBrackets(part)} = ${shown(step.after)}`)}, as ${code('+=')} does.`;
}

const ACTIVATION = 4;
const REUSE = 3;

/** Under which type of question and at which level an answer counts. */
function skillOf({ tape }: Graph, { step, turn }: Part): { type: string; level: Level } {
  if (turn > 1) return { type: 'node-used-twice', level: REUSE };
  const activation = operation(tape.operationOf(step.node) as OperationName).form === 'function';
  return { type: 'one-hop', level: activation ? ACTIVATION : 1 };
}

/** Where the mistakes are made that lead to an answer. */
function edgesOf(
  question: Question,
  diagnoses: readonly StepDiagnosis[],
  { given, note }: { readonly given: string; readonly note: string },
  rounded: boolean,
  asked: BackwardStep,
): Edge[] {
  const option = optionMeant(question, given);
  const text = option === undefined ? given : (question.options[option]?.text ?? given);
  const value = readNumber(text);
  const tolerance = question.typed?.kind === 'number' ? question.typed.tolerance : 0;
  const bugs = note.split('+');
  const fitting = diagnoses.filter(
    (one) =>
      bugs.includes(one.name) &&
      (answerText(one.value, rounded) === text || (value !== undefined && Math.abs(one.value - value) <= tolerance)),
  );
  const edges = fitting.map(({ step = asked }) => ({ node: step.node, operand: step.operand }));
  return edges.filter((edge, i) => edges.findIndex((one) => isSameEdge(one, edge)) === i);
}

const isSameEdge = (one: Edge, other: Edge): boolean => one.node === other.node && one.operand === other.operand;

/** The graph with what the steps before have brought. */
function pictureAt(
  { graph, formula }: Stepped,
  parts: readonly Part[],
  index: number,
  isKnown: boolean,
  wrong: readonly Edge[],
) {
  const { step, target, node, turn } = parts[index] as Part;
  const known = new Map([[graph.output.id, '1']]);
  for (const before of parts.slice(0, isKnown ? index + 1 : index)) {
    const open = before.turn < before.turns ? ` + ${UNKNOWN}` : '';
    known.set(before.target.id, cardNumber(before.step.after) + open);
  }
  const asked = gradientName(graph, target);
  const what = turn > 1 ? `${asked}, to which ${node.name} adds its part` : `${asked}, through ${node.name}`;
  const legend = `Blue: value. Orange: grad, ${UNKNOWN} where it is not known yet.`;
  const line = isKnown ? `Found: ${asked}.` : `Asked: ${what}.`;
  const mistake = wrong.length === 0 ? '' : ' ✘: here your answer goes wrong.';
  return stepPicture({
    graph,
    title: graphTitle(formula, graph),
    subtitle: [legend, line + mistake],
    valueAt: ({ id }) => cardNumber(graph.tape.data[id] as number),
    gradAt: ({ id }) => known.get(id) ?? UNKNOWN,
    texts: parts.flatMap((part) => {
      const number = cardNumber(part.step.after);
      return part.turns > 1 ? [number, `${number} + ${UNKNOWN}`] : [number];
    }),
    at: { target: target.id, node: step.node },
    wrong,
    alt: altOf(graph, what, isKnown, wrong),
  });
}

function altOf(graph: Graph, what: string, isKnown: boolean, wrong: readonly Edge[]): string {
  const name = graph.output.name;
  const state = isKnown ? `Found now: ${what}.` : `Asked: ${what}.`;
  const places = wrong.map(({ node, operand }) => {
    const of = graph.byId.get(node) as GraphNode;
    const operandNode = graph.byId.get(graph.tape.operandsOf(node)[operand] as number);
    return `from ${of.id === graph.output.id ? name : of.name} to ${operandNode?.name}`;
  });
  const mistake = places.length === 0 ? '' : ` The answer goes wrong on the way back ${places.join(' and ')}.`;
  return `Computation graph of ${name} with the gradients known so far. ${state}${mistake}`;
}
