import type { ReplyNode, Span } from '../reply/document.ts';
import { toText } from '../reply/text.ts';
import { textToNodes } from './markup/rich.ts';
import { codedText, spansText } from './markup/spans.ts';
import { withoutUnseen } from './markup/unseen.ts';

const FENCE = '```';

/** What somebody wrote as nodes, as in {@link textToNodes}. */
export const toNodes = (text: string): ReplyNode[] => textToNodes(text);

/** The text that {@link toNodes} reads as these nodes, with formulas as code; of pictures their alt texts, and no buttons. */
export const fromNodes = (nodes: readonly ReplyNode[]): string =>
  nodes.flatMap((node) => textOf(node, codedText)).join('\n\n');

/** The same with formulas in LaTeX. */
export const withLatex = (nodes: readonly ReplyNode[]): string =>
  nodes
    .flatMap((node) => {
      const [equation] = node.kind === 'code' ? (node.typeset?.equations ?? []) : [];
      return equation === undefined ? textOf(node, spansText) : [`$$${equation.left}$$`];
    })
    .join('\n\n');

function textOf(node: ReplyNode, text: (spans: readonly Span[]) => string): string[] {
  switch (node.kind) {
    case 'paragraph':
      return [text(node.spans)];
    case 'list':
      return [node.items.map((item) => `- ${text(item)}`).join('\n')];
    case 'code':
      return [`${FENCE}\n${node.text}\n${FENCE}`];
    case 'table':
      return [`${FENCE}\n${toText({ nodes: [node] })}\n${FENCE}`];
    case 'picture':
      return [`[${node.alt}]`];
    case 'heading':
      return [node.text];
    case 'file':
      return [node.text];
    case 'buttons':
    case 'links':
    case 'progress':
      return [];
  }
}

/**
 * Text as it may be kept and shown: one kind of line end, no unseen characters, no halves of characters.
 *
 * @param options.indented does the first line keep its spaces?
 */
export function cleanText(text: string, { indented = false } = {}): string {
  const clean = withoutUnseen(text.replaceAll(/\r\n?/g, '\n'));
  return indented ? clean.replace(/^(?:[ \t]*\n)+/, '').trimEnd() : clean.trim();
}

/** The same in one line. */
export const cleanLine = (text: string): string => cleanText(text).replaceAll(/\s+/g, ' ');
