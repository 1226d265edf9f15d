import { linesTo, stepsOf } from '../../derivation/steps.ts';
import { COLUMNS } from '../../derivation/text-layout.ts';
import { operation } from '../../engine/index.ts';
import { format, formatNumber, type Graph, type GraphNode } from '../../expression/index.ts';
import { codeBlock, paragraph, say } from '../../reply/build.ts';
import type { ReplyNode, Span } from '../../reply/document.ts';

/** Numbers larger than this are hard to compute by hand. */
const LARGEST = 200;
const SMALLEST = 1e-6;
const MAX_RULES = 2;
/** Given values of a tanh have this many digits, and answers that follow from them one less. */
const ROUNDED_DIGITS = 3;

/** Has the graph values that can only be given rounded? */
export const isRounded = (graph: Graph): boolean => graph.nodes.some(({ id }) => graph.tape.operationOf(id) === 'tanh');

/** A result of the graph as it is given. */
export const given = (value: number): string => shortened(value, ROUNDED_DIGITS);

/** An input as it is given: with a digit more, so that what follows from it agrees with the results that are given. */
const givenInput = (value: number): string => shortened(value, ROUNDED_DIGITS + 1);

/** A number of a few digits as it is, any other rounded. */
const shortened = (value: number, digits: number): string =>
  formatNumber(hasFewDecimals(value) && Math.abs(value) <= LARGEST ? tidy(value) : Number(value.toPrecision(digits)));

/**
 * An answer: exact, or rounded to what can be known from rounded values. A number of few digits stays as it is: 1.25
 * beside 1.3 would be another answer.
 */
export function answerText(value: number, rounded: boolean): string {
  if (!rounded || hasFewDecimals(value)) return formatNumber(tidy(value));
  const digits = Math.abs(value) >= 10 ? ROUNDED_DIGITS : ROUNDED_DIGITS - 1;
  return formatNumber(Number(value.toPrecision(digits)));
}

/** Can every value and gradient of the graph be computed by hand? */
export function isEasyByHand(graph: Graph): boolean {
  const rounded = isRounded(graph);
  return graph.nodes.every(({ id, kind }) => {
    const value = graph.tape.data[id] as number;
    const gradient = kind === 'constant' ? 0 : (graph.tape.grad[id] as number);
    return [value, gradient].every((number) => isEasyNumber(number) && (rounded || hasFewDecimals(number)));
  });
}

/** Not large, and 0 or well away from it: no rounding error of a sum that cancels. */
const isEasyNumber = (number: number): boolean =>
  number === 0 || (Math.abs(number) <= LARGEST && Math.abs(number) > SMALLEST);

/** At most three decimals. */
export const hasFewDecimals = (value: number): boolean => Math.abs(value * 1000 - Math.round(value * 1000)) < 1e-9;

/** Without what floating point adds to a number of few decimals. */
const tidy = (value: number): number => (hasFewDecimals(value) ? Math.round(value * 1000) / 1000 : value);

const dataOf = ({ tape }: Graph, { id }: GraphNode): number => tape.data[id] as number;

/** The inputs with their values, then a line an operation: `d = a*b = -6`; without results where they are asked for. */
export function graphLines(graph: Graph, results: boolean): string[] {
  const operations = graph.nodes.filter(({ kind }) => kind === 'operation');
  return [
    ...inRows(leavesOf(graph).map((leaf) => `${leaf.name} = ${givenInput(dataOf(graph, leaf))}`)),
    ...operations.map((node) => {
      const formula = `${node.name} = ${format(node.expression)}`;
      return results ? `${formula} = ${given(dataOf(graph, node))}` : formula;
    }),
  ];
}

/** The value of a node as {@link graphLines} gives it, with results or without. */
export const shownValue =
  (graph: Graph, results: boolean) =>
  (node: GraphNode): string | undefined =>
    node.kind === 'leaf'
      ? givenInput(dataOf(graph, node))
      : node.kind === 'operation' && results
        ? given(dataOf(graph, node))
        : undefined;

/** Puts short texts side by side, as many as a phone shows without wrapping. */
function inRows(texts: readonly string[]): string[] {
  const rows: string[] = [];
  for (const text of texts) {
    const row = rows.at(-1);
    if (row !== undefined && row.length + 2 + text.length <= COLUMNS) rows[rows.length - 1] = `${row}, ${text}`;
    else rows.push(text);
  }
  return rows;
}

/** The inputs in the order in which the lines below them use them. */
function leavesOf({ tape, nodes, byId }: Graph): GraphNode[] {
  const used = nodes.flatMap(({ id }) => tape.operandsOf(id).map((operand) => byId.get(operand) as GraphNode));
  return [...new Set(used)].filter(({ kind }) => kind === 'leaf');
}

/** The derivation of a gradient: its lines of the backward pass, and the rules that they use. */
export function gradientExplanation(graph: Graph, target: GraphNode): ReplyNode[] {
  const lines = linesTo(graph, target);
  const names = new Set(
    stepsOf(graph)
      .filter((step) => reaches(graph, target, step.target))
      .map(({ node }) => graph.tape.operationOf(node)),
  );
  const rules = [...names].reverse().flatMap((name) => (name === undefined ? [] : [operation(name).sentence]));
  return [codeBlock(lines.join('\n')), paragraph(say`${rules.slice(0, MAX_RULES).join(' ')}`)];
}

/** Does the gradient of `node` have a part in that of `target`? */
function reaches(graph: Graph, target: GraphNode, node: number): boolean {
  const wanted = new Set([target.id]);
  for (const step of stepsOf(graph).toReversed()) if (wanted.has(step.target)) wanted.add(step.node);
  return wanted.has(node);
}

/** The last sentence of a question about a number. */
export const whatIs = (asked: Span[], rounded: boolean): Span[] => say`What is ${asked}${rounded ? ', rounded' : ''}?`;
