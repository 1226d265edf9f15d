import type { ReplyNode, Span } from '../../reply/document.ts';
import { escapeHtml } from './markdown.ts';
import { lineSpans } from './rich.ts';

/** Nodes in HTML. Kinds that no text has are left out. */
export const toHtml = (nodes: readonly ReplyNode[]): string => nodes.map(nodeHtml).join('\n');

/** A line of text with backticks around code, such as an option, in HTML. */
export const lineToHtml = (line: string): string => spansHtml(lineSpans(line));

function nodeHtml(node: ReplyNode): string {
  switch (node.kind) {
    case 'heading':
      return `<h3>${escapeHtml(node.text)}</h3>`;
    case 'paragraph':
      return `<p>${spansHtml(node.spans)}</p>`;
    case 'list':
      return `<ul>${node.items.map((item) => `<li>${spansHtml(item)}</li>`).join('')}</ul>`;
    case 'code': {
      const [equation] = node.typeset?.equations ?? [];
      return equation === undefined
        ? `<pre>${escapeHtml(node.text)}</pre>`
        : `<p>\\[${escapeHtml(equation.left)}\\]</p>`;
    }
    case 'table': {
      const row = (cells: readonly string[], tag: string): string =>
        `<tr>${cells.map((cell) => `<${tag}>${escapeHtml(cell)}</${tag}>`).join('')}</tr>`;
      return `<table>${row(node.columns, 'th')}${node.rows.map((cells) => row(cells, 'td')).join('')}</table>`;
    }
    default:
      return '';
  }
}

const spansHtml = (spans: readonly Span[]): string =>
  spans
    .map((span) => {
      const { style, text } = span;
      if (style === 'code' && span.latex) return escapeHtml(`\\(${span.latex}\\)`);
      const tag = style === 'code' ? 'code' : style === 'strong' ? 'b' : '';
      return tag === '' ? escapeHtml(text) : `<${tag}>${escapeHtml(text)}</${tag}>`;
    })
    .join('');
