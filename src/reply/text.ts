import type { Button, Reply, ReplyNode, Span } from './document.ts';

export interface TextOptions {
  /** Break running text at this many characters; not at all by default. */
  readonly width?: number;
  /** What to print for a drawn picture or a file, such as its path, by the node's name. */
  readonly pictures?: ReadonlyMap<string, string>;
}

const BAR = 20;

/** A reply as plain text. A pure function: the same document gives the same text. */
export function toText(reply: Reply, options: TextOptions = {}): string {
  return reply.nodes.map((node) => nodeText(node, options)).join('\n\n');
}

function nodeText(node: ReplyNode, { width = Number.POSITIVE_INFINITY, pictures }: TextOptions): string {
  switch (node.kind) {
    case 'heading':
      return fill(node.text, width);
    case 'paragraph':
      return fill(spansText(node.spans), width);
    case 'list':
      return node.items.map((item) => fill(`• ${spansText(item)}`, width, '  ')).join('\n');
    case 'code':
      return node.text;
    case 'table':
      return tableText(node.columns, node.rows);
    case 'picture':
      return [fill(`[${node.name}] ${node.alt}`, width), pictures?.get(node.name)].filter(Boolean).join('\n');
    case 'file':
      return [`[${node.name}]`, pictures?.get(node.name)].filter(Boolean).join('\n');
    case 'buttons':
      return node.buttons.map(buttonText).join('\n');
    case 'links':
      return node.links.map(({ label, url }) => `→ ${label}: ${url}`).join('\n');
    case 'progress': {
      const filled = Math.round((BAR * node.done) / node.total);
      return `[${'#'.repeat(filled)}${'-'.repeat(BAR - filled)}] step ${node.done} of ${node.total}, ${node.note}`;
    }
  }
}

/** A line that says itself what it does is one to try. Where a text is asked for, quotation marks show where it goes. */
const buttonText = ({ label, command, input, long, filled = '…' }: Button): string =>
  `${label === command ? 'Try' : `→ ${label}`}: ${command}${input === undefined ? '' : ` "${long ? '…' : filled}"`}`;

/** Code stands in backticks, as in a chat. */
const spansText = (spans: readonly Span[]): string =>
  spans.map(({ style, text }) => (style === 'code' ? `\`${text}\`` : text)).join('');

/** Right-aligned columns, two spaces apart. */
function tableText(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [columns, ...rows];
  const widths = columns.map((_, i) => Math.max(...all.map((row) => (row[i] ?? '').length)));
  return all
    .map((row) => widths.map((width, i) => (row[i] ?? '').padStart(width)).join('  '))
    .map((line) => line.trimEnd())
    .join('\n');
}

/** Breaks running text at spaces, but never inside code. */
function fill(text: string, width: number, indent = ''): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.match(/(?:`[^`]*`|\S)+/g) ?? []) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = indent + word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].join('\n');
}
