import { gradientName, stepText } from '../../derivation/steps.ts';
import { type BackwardStep, type OperationName, operation, ruleOf } from '../../engine/index.ts';
import { format, type Graph, type GraphNode } from '../../expression/index.ts';
import { type Edge, stepPicture } from '../../figures/graph/step.ts';
import { cardNumber, graphTitle, UNKNOWN } from '../../figures/graph/texts.ts';
import { hasFewDecimals } from '../../questions/parts/graph-text.ts';
import type { Level } from '../../questions/question.ts';
import { code, paragraph, say } from '../../reply/build.ts';
import type { ReplyNode, Span } from '../../reply/document.ts';
import { counted } from '../../text.ts';
import { stepDiagnoses } from '../../tutor/misconceptions/diagnose.ts';
import { diagnosesOf, inBrackets, numberQuestion, shown } from './ask-number.ts';
import type { Asked, Place } from './place.ts';
import type { Stepped } from './read.ts';

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
  const diagnoses = stepDiagnoses(graph, step, turn > 1, turn === turns);
  const hints = hintsOf(graph, part);
  const equation = stepText(graph, step);
  const why = whyOf(graph, part);
  const question = numberQuestion({
    key: `${plain} ${step.node}.${step.operand}`,
    skill: skillOf(graph, part),
    prompt: questionOf(graph, part, rounded),
    right: step.after,
    diagnoses,
    isHere: ({ step: at }) => at?.node === step.node && at.operand === step.operand,
    rounded,
    hints,
    equation,
    why,
  });
  const mistakes = (given: string, note: string): Edge[] => {
    const found = diagnosesOf(question, diagnoses, { given, note }, rounded);
    const edges = found.map(({ step: at = step }) => ({ node: at.node, operand: at.operand }));
    return edges.filter((edge, i) => edges.findIndex((one) => isSameEdge(one, edge)) === i);
  };
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
