import { isDeepStrictEqual } from 'node:util';
import { paragraph } from '../../reply/build.ts';
import type { ReplyNode, Span } from '../../reply/document.ts';
import { escapeHtml, markdownToRich } from './markdown.ts';
import { lineSpans, nodesToLine } from './rich.ts';

/** How much is escaped: nothing, or every sign that may mean something. */
type Escape = (text: string) => string;
const ESCAPES: readonly Escape[] = [
  (text) => text,
  (text) => text.replaceAll(/[!-/:-@[-`{-~]/g, (sign) => (/[,;?%]/.test(sign) ? sign : `&#${sign.charCodeAt(0)};`)),
];

/** Nodes in Markdown, with as few escapes as they can be read again with. Kinds that no text has are left out. */
export function toMarkdown(nodes: readonly ReplyNode[]): string {
  const parts = nodes.map((node) => readableAs(node));
  const text = parts.join('\n\n');
  if (isDeepStrictEqual(markdownToRich(text).nodes, nodes)) return text;
  return nodes.map((node) => nodeMarkdown(node, ESCAPES.at(-1) as Escape)).join('\n\n');
}

function readableAs(node: ReplyNode): string {
  const texts = ESCAPES.map((escaped) => nodeMarkdown(node, escaped));
  return texts.find((text) => isDeepStrictEqual(markdownToRich(text).nodes, [node])) ?? (texts.at(-1) as string);
}

/** A line of text with backticks around code, such as an option, in Markdown. */
export function lineToMarkdown(line: string): string {
  const node = paragraph(lineSpans(line));
  const texts = ESCAPES.map((escaped) => nodeMarkdown(node, escaped));
  return texts.find((text) => nodesToLine(markdownToRich(text).nodes) === line) ?? (texts.at(-1) as string);
}

function nodeMarkdown(node: ReplyNode, escaped: Escape): string {
  const spans = (all: readonly Span[]): string => all.map((span) => spanMarkdown(span, escaped)).join('');
  switch (node.kind) {
    case 'heading':
      return `# ${escaped(node.text)}`;
    case 'paragraph':
      return spans(node.spans);
    case 'list':
      return node.items.map((item) => `- ${spans(item)}`).join('\n');
    case 'code':
      return codeMarkdown(node);
    case 'table': {
      const row = (cells: readonly string[]): string =>
        `| ${cells.map((cell) => escaped(cell).replaceAll('|', '\\|')).join(' | ')} |`;
      return [
        row(node.columns),
        row(node.columns.map(() => '---')).replaceAll('&#45;', '-'),
        ...node.rows.map(row),
      ].join('\n');
    }
    default:
      return '';
  }
}

/** A formula in running text, so that Markdown finds nothing in it that has a meaning. */
const formulaMarkdown = (latex: string): string => `\\\\(${escapeHtml(latex).replaceAll(/[\\*_]/g, '\\$&')}\\\\)`;

function codeMarkdown({ text, typeset }: Extract<ReplyNode, { kind: 'code' }>): string {
  const [equation] = typeset?.equations ?? [];
  if (equation !== undefined) return `$$${equation.left}$$`;
  const longest = Math.max(2, ...[...text.matchAll(/^\s*(`+)/gm)].map(([, marks = '']) => marks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}\n${text}\n${fence}`;
}

function spanMarkdown(span: Span, escaped: Escape): string {
  const { style, text } = span;
  if (style === 'code' && span.latex) return formulaMarkdown(span.latex);
  if (style === 'code') return `\`${text.replaceAll('`', "'")}\``;
  return style === 'strong' ? `<b>${escaped(escaped === ESCAPES[0] ? escapeHtml(text) : text)}</b>` : escaped(text);
}
