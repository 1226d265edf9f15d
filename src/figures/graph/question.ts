import type { Graph, GraphNode } from '../../expression/index.ts';
import { headOf } from '../../pictures/graph/head.ts';
import type { Picture } from '../../reply/document.ts';
import { pictureOf } from '../figure.ts';
import { graphAlt } from './alt.ts';
import { drawingOf, GRAPH_BOX, hiddenLines } from './picture.ts';
import { typesetNumber } from './texts.ts';
import { type CardTexts, viewOf } from './view.ts';

/** A graph that a question is about, and what of it the question tells. */
export interface AskedGraph {
  readonly graph: Graph;
  /** The value of a node as the question gives it; undefined where it gives none. */
  readonly given: (node: GraphNode) => string | undefined;
  /** Nodes that are marked, and what is said of one of them. */
  readonly marked?: { readonly nodes: ReadonlySet<number>; readonly as: string } | undefined;
}

/** The picture beside a question: its graph with what the question says of it, without gradients and without answer. */
export function questionGraph({ graph, given, marked }: AskedGraph): Picture {
  const isMarked = ({ id }: GraphNode): boolean => marked?.nodes.has(id) ?? false;
  const texts = (node: GraphNode): CardTexts => {
    const value = given(node);
    return { ...(value !== undefined && { value: typesetNumber(value) }), ...(isMarked(node) && { mark: 'active' }) };
  };
  const hasValues = graph.nodes.some((node) => given(node) !== undefined);
  const title = `The graph of ${graph.output.name}`;
  const subtitleOf = (hidden: number): string[] => [
    ...(hasValues ? ['Blue: value, computed forward.'] : []),
    ...(marked === undefined ? [] : [`Orange frame: ${marked.as}.`]),
    ...hiddenLines(hidden),
  ];
  const view = viewOf(graph, texts, (hidden) => headOf({ title, subtitle: subtitleOf(hidden) }).height);
  const says = (node: GraphNode): string => {
    const value = given(node);
    return `${value === undefined ? '' : `=${value}`}${isMarked(node) ? ` (${marked?.as})` : ''}`;
  };
  return pictureOf('graph', {
    alt: graphAlt(graph, view, `Computation graph of ${graph.output.name}.`, says),
    ...GRAPH_BOX,
    drawing: drawingOf(view, title, subtitleOf(view.hidden)),
  });
}
