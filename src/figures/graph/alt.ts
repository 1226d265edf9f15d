import { firstNonFinite } from '../../derivation/domain.ts';
import { type OperationName, operation } from '../../engine/index.ts';
import { formatNumber, type Graph, type GraphNode } from '../../expression/index.ts';
import type { GraphView } from './view.ts';

/** What a picture's alt text may have; platforms cut it there. */
const MAX_ALT = 1000;
/** Kept for the sentence that says what is left out. */
const REST = 60;
const MAX_NAME = 60;

const WORDS: Partial<Record<OperationName, string>> = {
  add: 'plus',
  sub: 'minus',
  mul: 'times',
  div: 'divided by',
  pow: 'to the power of',
};

/**
 * What a sighted person learns from the picture of a graph: how its values come about, each with its gradient.
 *
 * @param start what the picture is, as a sentence
 * @param says what stands on the card of a value, behind its name; its value and its gradient if left out
 */
export function graphAlt(
  graph: Graph,
  view: GraphView,
  start: string,
  says: (node: GraphNode) => string = valuesIn(graph),
): string {
  const told = new Set<number>();
  const text = (node: GraphNode): string => {
    const name = node.id === graph.output.id ? graph.output.name : node.name;
    const short = name.length > MAX_NAME ? `${name.slice(0, MAX_NAME)}…` : name;
    if (node.kind === 'constant' || told.has(node.id)) return short;
    told.add(node.id);
    return `${short}${says(node)}`;
  };
  const nodeOf = (id: number): GraphNode => graph.byId.get(id) as GraphNode;
  const sentences = view.operations
    .filter(({ symbol }) => symbol !== undefined)
    .map(({ operands, result }) => {
      const name = graph.tape.operationOf(result) as OperationName;
      const [first, second] = operands.map((id) => text(nodeOf(id))) as [string, string?];
      const word = WORDS[name];
      if (word !== undefined) return `${first} ${word} ${second} is ${text(nodeOf(result))}.`;
      const symbol = name === 'neg' ? 'minus' : operation(name).symbol;
      return `${symbol} of ${second === undefined ? first : `${first} and ${second}`} is ${text(nodeOf(result))}.`;
    });
  if (sentences.length === 0) sentences.push(`${text(graph.output)}.`);
  const collapsed = view.hidden === 0 ? '' : ` ${hiddenSentence(view.hidden)}`;
  return listed(`${start}${collapsed}`, sentences);
}

/** `=-6 (grad -2)`, as far as there is a value and a gradient. */
function valuesIn(graph: Graph): (node: GraphNode) => string {
  const nonFinite = firstNonFinite(graph);
  return ({ id, kind }) => {
    if (nonFinite !== undefined && id >= nonFinite.id && kind === 'operation') return ' (no value)';
    const grad = graph.tape.grad[id] as number;
    const gradient =
      nonFinite === undefined ? ` (${Number.isFinite(grad) ? `grad ${formatNumber(grad)}` : 'no gradient'})` : '';
    return `=${formatNumber(graph.tape.data[id] as number)}${gradient}`;
  };
}

/** What is said of a picture that does not show everything. */
export const hiddenSentence = (hidden: number): string =>
  `Dashed cards stand for ${hidden} smaller ${hidden === 1 ? 'step' : 'steps'}.`;

/** As many of the sentences as there is room for: those next to the result, in the order of the forward pass. */
function listed(start: string, sentences: readonly string[]): string {
  const whole = [start, ...sentences].join(' ');
  if (whole.length <= MAX_ALT) return whole;
  let room = MAX_ALT - REST - start.length;
  let first = sentences.length;
  while (first > 0 && (sentences[first - 1] as string).length + 1 <= room) {
    first--;
    room -= (sentences[first] as string).length + 1;
  }
  const before = `Before that, ${first} more ${first === 1 ? 'operation' : 'operations'}.`;
  return [start, before, ...sentences.slice(first)].join(' ').slice(0, MAX_ALT);
}
