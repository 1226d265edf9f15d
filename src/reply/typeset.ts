import type { Equation, ReplyNode, Span, TypesetEquation } from './document.ts';

/** What of a reply is typeset for a page. */
export interface Typeset {
  /** By node; one without is shown as text or picture. */
  readonly equations: ReadonlyMap<ReplyNode, readonly TypesetEquation[]>;
  /** Formulas in running text as SVG elements, by their LaTeX; one without is shown as code. */
  readonly formulas: ReadonlyMap<string, string>;
}

/** What of a node can be typeset; undefined for one without equations. */
export const equationsIn = (node: ReplyNode): readonly Equation[] | undefined =>
  node.kind === 'code'
    ? node.typeset?.equations
    : node.kind === 'picture' && node.drawing.type === 'formulas'
      ? node.drawing.equations
      : undefined;

/** The LaTeX of all formulas that stand in running text and on buttons, each once. */
export const formulasIn = (nodes: readonly ReplyNode[]): string[] => [
  ...new Set(nodes.flatMap(spansIn).flatMap((span) => ('latex' in span && span.latex ? [span.latex] : []))),
];

function spansIn(node: ReplyNode): readonly Span[] {
  if (node.kind === 'paragraph') return node.spans;
  if (node.kind === 'list') return node.items.flat();
  return node.kind === 'buttons' ? node.buttons.flatMap(({ spans = [] }) => spans) : [];
}
