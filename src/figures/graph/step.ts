import type { Graph, GraphNode } from '../../expression/index.ts';
import { headOf } from '../../pictures/graph/head.ts';
import { textWidth } from '../../pictures/text.ts';
import type { Picture } from '../../reply/document.ts';
import { pictureOf } from '../figure.ts';
import { graphAlt } from './alt.ts';
import { drawingOf, GRAPH_BOX, hiddenLines } from './picture.ts';
import { UNKNOWN } from './texts.ts';
import { type CardTexts, type GraphView, viewOf } from './view.ts';

/** An arrow back from the result of an operation to one of its operands. */
export interface Edge {
  readonly node: number;
  readonly operand: number;
}

/** What of a graph is known to somebody who goes through it step by step. */
export interface SteppedGraph {
  readonly graph: Graph;
  readonly title: string;
  /** Lines below the title. */
  readonly subtitle: readonly string[];
  /** As on the card: `−6`, `2 + ?`; {@link UNKNOWN} for what is not known yet, undefined where there is no such place. */
  readonly valueAt: (node: GraphNode) => string | undefined;
  readonly gradAt: (node: GraphNode) => string | undefined;
  /** All numbers that the cards come to show: their sizes are the same in each step, and tell nothing of what is asked. */
  readonly texts: readonly string[];
  /** What the step is about: the card, and the operation through which its gradient comes. */
  readonly at: { readonly target: number; readonly node?: number } | undefined;
  readonly wrong: readonly Edge[];
  /** What the picture is, as a sentence. */
  readonly alt: string;
}

/** The graph as far as it is known in one step: what is asked is lit, and where an answer went wrong. */
export function stepPicture(stepped: SteppedGraph): Picture {
  const { graph, title, subtitle, valueAt, gradAt, at, alt } = stepped;
  const widest = stand(stepped.texts);
  const texts = (node: GraphNode): CardTexts => {
    if (node.kind === 'constant') return {};
    const [value, grad] = [valueAt(node), gradAt(node)];
    return {
      ...(value !== undefined && { value }),
      ...(grad !== undefined && { grad, widest }),
      ...(node.id === at?.target && { mark: 'active' as const }),
    };
  };
  const linesOf = (hidden: number): string[] => [...subtitle, ...hiddenLines(hidden)];
  const view = viewOf(graph, texts, (hidden) => headOf({ title, subtitle: linesOf(hidden) }).height);
  const says = (node: GraphNode): string => {
    const [value, grad] = [valueAt(node), gradAt(node)];
    const known = value === undefined || value === UNKNOWN ? '' : `=${spoken(value)}`;
    return grad === undefined || grad === UNKNOWN ? known : `${known} (grad ${spoken(grad)})`;
  };
  return pictureOf('step', {
    alt: graphAlt(graph, view, alt, says),
    ...GRAPH_BOX,
    drawing: drawingOf(lit(view, stepped), title, linesOf(view.hidden)),
  });
}

const spoken = (text: string): string => text.replaceAll('−', '-').replace(` + ${UNKNOWN}`, ' so far');

/** A number as wide as the widest of these, which is none of them. */
function stand(texts: readonly string[]): string {
  const width = Math.max(0, ...texts.map((text) => textWidth(text, 1, 'bold')));
  let text = '−';
  while (textWidth(text, 1, 'bold') < width) text += '0';
  return text;
}

function lit(view: GraphView, { at, wrong }: SteppedGraph): GraphView {
  const operations = view.operations.map((operation) => {
    const mistakes = wrong.filter(({ node }) => node === operation.result).map(({ operand }) => operand);
    const used = operation.symbol !== undefined && operation.result === at?.node;
    return {
      ...operation,
      ...(used && { active: true }),
      ...(operation.symbol !== undefined && mistakes.length > 0 && { wrong: mistakes }),
    };
  });
  return { ...view, operations };
}
