import { gradientName, localText, stepsOf } from '../../derivation/steps.ts';
import type { BackwardStep } from '../../engine/index.ts';
import type { Formula, Graph, GraphNode } from '../../expression/index.ts';
import { headOf } from '../../pictures/graph/head.ts';
import { CAPTION_SIZE, GRAPH_WIDTH, MARGIN } from '../../pictures/graph/size.ts';
import { textWidth, wrapAll } from '../../pictures/text.ts';
import type { GraphDrawing, Picture } from '../../reply/document.ts';
import { pictureOf } from '../figure.ts';
import { graphAlt } from './alt.ts';
import { drawingOf, GRAPH_BOX, hiddenLines } from './picture.ts';
import { cardNumber, graphTitle, typesetFormula, UNKNOWN } from './texts.ts';
import { type GraphView, viewOf } from './view.ts';

const FIRST_MS = 2000;
/** To read a line of the caption, and to find on the picture what it says. */
const LINE_MS = 1300;
const STEP_MS = 1200;
const LAST_MS = 5000;

/** One frame of the backward pass: what is written above it, and what changes. */
interface FrameContent {
  readonly caption: readonly string[];
  /** The node whose operation is used; `inside` for those that are not shown themselves. */
  readonly node: number | 'inside';
  /** The gradients that change, as they are then. */
  readonly changes: ReadonlyMap<number, number>;
}

/**
 * The backward pass as a moving picture: the graph after the forward pass, then an operation at a time with what it
 * hands to its operands, then all gradients. Made from the trace of the pass.
 */
export function backwardAnimation(formula: Formula, graph: Graph): Picture {
  const steps = stepsOf(graph);
  const widest = widestTexts(steps);
  const equations = equationsOf(graph, steps);
  const title = graphTitle(formula, graph, 'Backward pass: ');
  const firstOf = (hidden: number) => [
    'Forward pass done: the values are known, the gradients not yet.',
    ...hiddenLines(hidden),
  ];
  const most = Math.max(...[firstOf(1), ...equations.values()].map(linesOf));
  const view = viewOf(
    graph,
    ({ id }) => ({
      value: cardNumber(graph.tape.data[id] as number),
      grad: cardNumber(graph.tape.grad[id] as number),
      ...(widest.has(id) && { widest: widest.get(id) as string }),
    }),
    () => headOf({ title, subtitle: [], room: most }).height,
  );
  const contents = [startFrame(graph), ...framesOf(graph, view, steps, equations, most)];
  const first = firstOf(view.hidden);
  const last = ['Done: every gradient in one backward pass.', ...hiddenLines(view.hidden)];
  const room = Math.max(...[first, last, ...contents.map(({ caption }) => caption)].map(linesOf));

  const known = new Map<number, number>();
  const frameOf = (caption: readonly string[], ms: number, content?: FrameContent) => {
    const drawing = drawingOf(viewAt(view, known, content), title, [...caption]);
    return { drawing: { ...drawing, room } satisfies GraphDrawing, ms };
  };
  const frames = [frameOf(first, FIRST_MS)];
  for (const content of contents) {
    for (const [id, grad] of content.changes) known.set(id, grad);
    frames.push(frameOf(content.caption, STEP_MS + LINE_MS * content.caption.length, content));
  }
  frames.push(frameOf(last, LAST_MS));
  const name = graph.output.name;
  const start = `The backward pass of ${name} as an animation in ${frames.length} frames, from ${name} back to its inputs.`;
  return pictureOf('backward', {
    alt: graphAlt(graph, view, start),
    ...GRAPH_BOX,
    drawing: { type: 'animation', frames },
  });
}

const linesOf = (caption: readonly string[]): number =>
  caption.flatMap((line) => wrapAll(line, GRAPH_WIDTH - 2 * MARGIN, CAPTION_SIZE)).length;

/** The widest number that each gradient has on its way. */
function widestTexts(steps: readonly BackwardStep[]): Map<number, string> {
  const widest = new Map<number, string>();
  for (const { target, after } of steps) {
    const text = cardNumber(after);
    if (textWidth(text, 1) > textWidth(widest.get(target) ?? '', 1)) widest.set(target, text);
  }
  return widest;
}

const startFrame = (graph: Graph): FrameContent => ({
  caption: [`${gradientName(graph, graph.output)} = 1: the backward pass starts at the result.`],
  node: graph.output.id,
  changes: new Map([[graph.output.id, 1]]),
});

/** What each operation hands to its operands, in the order of the pass. */
function equationsOf(graph: Graph, steps: readonly BackwardStep[]): Map<number, string[]> {
  const all = new Map<number, number>();
  for (const { target } of steps) count(all, target);
  const seen = new Map<number, number>();
  const groups = [...Map.groupBy(steps, ({ node }) => node)];
  return new Map(
    groups.map(([node, group]) => [
      node,
      group.map((step) =>
        equation(graph, step, count(seen, step.target) > 1, seen.get(step.target) !== all.get(step.target)),
      ),
    ]),
  );
}

/** A frame an operation; contributions from inside cards that hide operations come when their sum is needed. */
function framesOf(
  graph: Graph,
  { cards, operations }: GraphView,
  steps: readonly BackwardStep[],
  equations: ReadonlyMap<number, readonly string[]>,
  lines: number,
): FrameContent[] {
  const shown = new Set(operations.filter(({ symbol }) => symbol !== undefined).map(({ result }) => result));
  const visible = new Set(cards.map(({ id }) => id));
  const frames: FrameContent[] = [];
  let inside: BackwardStep[] = [];
  const flush = (): void => {
    if (inside.length > 0) frames.push(insideFrame(graph, inside, lines));
    inside = [];
  };
  for (const [node, group] of Map.groupBy(steps, (step) => step.node)) {
    if (!shown.has(node)) {
      inside.push(...group.filter(({ target }) => visible.has(target)));
      continue;
    }
    if (inside.some(({ target }) => target === node || group.some((step) => step.target === target))) flush();
    const changes = new Map(group.map(({ target, after }) => [target, after]));
    frames.push({ caption: equations.get(node) ?? [], node, changes });
  }
  flush();
  return frames;
}

/** Counts one more of a key, and says how many there are. */
function count(counts: Map<number, number>, key: number): number {
  const now = (counts.get(key) ?? 0) + 1;
  counts.set(key, now);
  return now;
}

/** Names as many of the gradients as there are lines for; the others are marked as well. */
function insideFrame(graph: Graph, steps: readonly BackwardStep[], lines: number): FrameContent {
  const changes = new Map(steps.map(({ target, after }) => [target, after]));
  const results = [...changes].map(([id, grad]) => {
    return `${gradientName(graph, graph.byId.get(id) as GraphNode)} = ${cardNumber(grad)}`;
  });
  const caption = (named: number): string[] => {
    const more = named === results.length ? '' : ` and ${results.length - named} more`;
    return [`With what the dashed cards hand back: ${results.slice(0, named).join(', ')}${more}`];
  };
  let named = results.length;
  while (named > 1 && linesOf(caption(named)) > lines) named--;
  return { caption: caption(named), node: 'inside', changes };
}

/** `dL/da = dL/de × b = −2 × (−3) = 6`; a further contribution adds: `dy/db = 3 + dy/du × 1 = 3 + 2 × 1 = 5`. */
function equation(graph: Graph, step: BackwardStep, again: boolean, more: boolean): string {
  const node = graph.byId.get(step.node) as GraphNode;
  const result = node.id === graph.output.id ? graph.output : node;
  const target = gradientName(graph, graph.byId.get(step.target) as GraphNode);
  const before = again ? `${cardNumber(step.before)} + ` : '';
  const upstream = again ? factor(step.upstream) : cardNumber(step.upstream);
  const symbols = `${before}${gradientName(graph, result)} × ${localText(graph, step)}`;
  const numbers = `${before}${upstream} × ${factor(step.local)}`;
  return `${target} = ${typesetFormula(`${symbols} = ${numbers}`)} = ${cardNumber(step.after)}${more ? ' so far' : ''}`;
}

/** A number as it stands behind another sign. */
const factor = (value: number): string =>
  value < 0 && Number.isFinite(value) ? `(${cardNumber(value)})` : cardNumber(value);

/** The cards and operations as they are in a frame. */
function viewAt(view: GraphView, known: ReadonlyMap<number, number>, content: FrameContent | undefined): GraphView {
  const active = (id: number): boolean => content?.changes.has(id) ?? false;
  return {
    ...view,
    cards: view.cards.map((card) => {
      if (card.kind === 'constant') return card;
      const grad = known.get(card.id);
      const text = grad === undefined ? UNKNOWN : cardNumber(grad);
      return {
        ...card,
        grad: text,
        widest: wider(card.grad ?? '', card.widest),
        ...(active(card.id) && { mark: 'active' as const }),
      };
    }),
    operations: view.operations.map((operation) => {
      const inside = operation.symbol === undefined;
      const used = inside
        ? content?.node === 'inside' && operation.operands.some(active)
        : content?.node === operation.result && !active(operation.result);
      return used ? { ...operation, active: true } : operation;
    }),
  };
}

const wider = (a: string, b = ''): string => (textWidth(a, 1) >= textWidth(b, 1) ? a : b);
