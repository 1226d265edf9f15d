import { parseDocument } from 'htmlparser2';
import { code, codeBlock, heading, list, strong } from '../../reply/build.ts';
import type { ReplyNode, Span } from '../../reply/document.ts';
import {
  attribute,
  type Child,
  decoded,
  innerText,
  isParent,
  MAX_DEPTH,
  nameOf,
  type Parent,
  raised,
  rawText,
} from './html-elements.ts';
import { cellText, itemsOf, marked, rowsOf } from './html-parts.ts';
import { type Line, linesToNodes } from './lines.ts';
import { loneFormula, type Rich, type WrittenPicture } from './rich.ts';
import { inlineSpans, merged, plain, trimmed } from './spans.ts';
import { withoutUnseen } from './unseen.ts';

const HIDDEN = new Set([
  'script',
  'style',
  'head',
  'title',
  'noscript',
  'template',
  'svg',
  'input',
  'select',
  'button',
  'textarea',
  'map',
  'annotation-xml',
]);
const BLOCKS = new Set(
  'p div section article header footer main aside nav blockquote center address figure figcaption dl dt dd form fieldset details summary body html hr caption'.split(
    ' ',
  ),
);
const CODE = new Set(['code', 'tt', 'kbd', 'samp']);
const STRONG = new Set(['b', 'strong']);
const MEDIA: Record<string, string> = {
  video: 'video',
  audio: 'sound',
  iframe: 'embedded page',
  object: 'embedded file',
  embed: 'embedded file',
};
/** What a text in HTML says: comments, scripts and styles are no part of it. */
export function htmlToRich(html: string): Rich {
  const reader = new HtmlReader();
  reader.children(parseDocument(html).children as Child[]);
  reader.close();
  return { nodes: reader.nodes, pictures: reader.pictures };
}

class HtmlReader {
  readonly nodes: ReplyNode[] = [];
  readonly pictures: WrittenPicture[] = [];
  private lines: Span[][] = [[]];
  private depth = 0;
  private bold = false;

  children(nodes: readonly Child[]): void {
    if (++this.depth <= MAX_DEPTH) for (const [i, node] of nodes.entries()) this.node(node, nodes[i + 1]);
    this.depth--;
  }

  private add(...spans: Span[]): void {
    this.lines.at(-1)?.push(...spans);
  }

  private addText(text: string): void {
    // A picture's description stands apart from the words around it.
    const gap = /\[picture(?:: [^\]]*)?\]$/.test(this.lastText()) && /^[\p{L}\p{N}([“"']/u.test(text) ? ' ' : '';
    this.add(this.bold ? strong(gap + text) : plain(gap + text));
  }

  /** Ends what is open: its lines become nodes. */
  close(): void {
    const lines = this.lines.map(lineOf);
    this.lines = [[]];
    const formula = lines.length === 1 ? loneFormula(lines[0]?.raw ?? '') : undefined;
    this.nodes.push(...(formula === undefined ? linesToNodes(lines, true) : [formula]));
  }

  private node(node: Child, next: Child | undefined): void {
    if (node.type === 'text') {
      this.addText(withoutUnseen(node.data.replaceAll(/[ \t\n\r\f]+/g, ' ')));
      return;
    }
    const name = nameOf(node);
    if (!isParent(node) || HIDDEN.has(name) || node.type === 'script' || node.type === 'style') return;
    const inner = node.children as Child[];
    if (name === 'br') this.lines.push([]);
    else if (name === 'img') this.picture(node);
    else if (Object.hasOwn(MEDIA, name)) this.addText(`[${MEDIA[name]}]`);
    else if (name === 'pre') this.pre(node);
    else if (CODE.has(name)) this.code(node);
    else if (/^h[1-6]$/.test(name)) this.heading(node);
    else if (name === 'ul' || name === 'ol') this.list(node, name === 'ol');
    else if (name === 'table') this.table(node);
    else if (name === 'a') this.link(node);
    else if (name === 'sup' || name === 'sub')
      this.addText(raised(name, innerText(node), this.lastText(), next === undefined ? '' : rawText(next)));
    else if (name === 'q') this.around('“', inner, '”');
    else if (name === 'math') this.addText(rawText(node).replaceAll(/\s+/g, ' '));
    else if (STRONG.has(name)) this.strong(inner);
    else if (BLOCKS.has(name)) {
      this.close();
      this.children(inner);
      this.close();
    } else this.children(inner);
  }

  private lastText(): string {
    return this.lines.at(-1)?.at(-1)?.text ?? '';
  }

  private around(before: string, inner: readonly Child[], after: string): void {
    this.addText(before);
    this.children(inner);
    this.addText(after);
  }

  private strong(inner: readonly Child[]): void {
    const before = this.bold;
    this.bold = true;
    this.children(inner);
    this.bold = before;
  }

  /** What is inside of an element, read by itself. */
  private apart(inner: readonly Child[]): ReplyNode[] {
    const reader = new HtmlReader();
    reader.depth = this.depth;
    reader.children(inner);
    reader.close();
    this.pictures.push(...reader.pictures);
    return reader.nodes;
  }

  private picture(node: Child): void {
    const url = attribute(node, 'src').trim();
    const file = /^data:/i.test(url) ? '' : (url.split(/[?#]/)[0]?.split('/').at(-1) ?? '');
    const alt =
      attribute(node, 'alt').replaceAll(/\s+/g, ' ').trim() || attribute(node, 'title').trim() || decoded(file);
    this.pictures.push({ url, alt });
    const gap = /[\p{L}\p{N}.,;:!?)]$/u.test(this.lastText()) ? ' ' : '';
    this.addText(`${gap}${alt === '' ? '[picture]' : `[picture: ${alt.replaceAll('`', "'")}]`}`);
  }

  private pre(node: Child): void {
    this.close();
    const text = rawText(node)
      .replaceAll('\u00a0', ' ')
      .replaceAll('\t', '    ')
      .replace(/^(?:[ ]*\n)+/, '')
      .trimEnd();
    if (text !== '') this.nodes.push(codeBlock(text));
  }

  private code(node: Child): void {
    const text = rawText(node).replaceAll('\u00a0', ' ');
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    if (lines.length > 1 && isParent(node) && (node.children as Child[]).some((child) => nameOf(child) === 'br'))
      this.pre(node);
    else if (text.trim() !== '') this.add(code(text.replaceAll('`', "'").replaceAll(/\s+/g, ' ').trim()));
  }

  private heading(node: Parent): void {
    this.close();
    const text = rawText(node).replaceAll(/\s+/g, ' ').trim();
    if (text !== '') this.nodes.push(heading(text.replaceAll('`', "'")));
  }

  private link(node: Parent): void {
    const url = attribute(node, 'href').trim();
    const text = rawText(node).trim();
    this.children(node.children as Child[]);
    if (/^https?:\/\//i.test(url) && text !== url) this.addText(text === '' ? url : ` (${url})`);
  }

  private list(node: Parent, numbered: boolean): void {
    this.close();
    const items = (node.children as Child[]).filter((child) => nameOf(child) === 'li');
    const first = Number(attribute(node, 'start') || 1);
    const marks = items.map((_, i) => (numbered ? `${first + i}) ` : ''));
    const contents = items.map((item) => this.apart((item as Parent).children as Child[]));
    if (contents.flat().some(({ kind }) => kind === 'code' || kind === 'table')) {
      this.nodes.push(...contents.flatMap((nodes, i) => marked(nodes, marks[i] || '• ')));
      return;
    }
    const spans = contents.flatMap((nodes, i) => itemsOf(nodes, marks[i] ?? ''));
    if (spans.length > 0) this.nodes.push(list(spans));
  }

  private table(node: Parent): void {
    this.close();
    const rows = rowsOf(node).map(
      (row) => (row.children as Child[]).filter((child) => /^t[hd]$/.test(nameOf(child))) as Parent[],
    );
    const cells = rows
      .filter((row) => row.length > 0)
      // A wide cell takes the room of those beside it.
      .map((row) => row.flatMap((cell) => [this.apart(cell.children as Child[]), ...besides(cell)]));
    const width = Math.max(0, ...cells.map((row) => row.length));
    const [head, ...rest] = cells;
    // A table that only places what is in it.
    if (
      head === undefined ||
      width < 2 ||
      rest.length === 0 ||
      cells.flat(2).some(({ kind }) => kind === 'code' || kind === 'table')
    ) {
      this.nodes.push(...cells.flat(2));
      return;
    }
    const texts = cells.map((row) => Array.from({ length: width }, (_, i) => cellText(row[i] ?? [])));
    this.nodes.push({ kind: 'table', columns: texts[0] as string[], rows: texts.slice(1) });
  }
}

/** A line, whose spaces at the start were written so that they stay. */
function lineOf(written: readonly Span[]): Line {
  const spans = merged(written);
  const raw = spans.map(({ text }) => text).join('');
  const isFree = spans.length > 0 && !spans.some(({ style }) => style === 'code');
  return {
    raw: raw.replace(/^ /, '').replaceAll('\u00a0', ' ').trimEnd(),
    spans: trimmed(
      isFree && spans.length === 1 && spans[0]?.style === 'plain'
        ? inlineSpans(raw.replaceAll('\u00a0', ' '))
        : spans.flatMap((span) => (span.style === 'plain' ? inlineSpans(span.text.replaceAll('\u00a0', ' ')) : [span])),
    ),
  };
}

/** An empty cell for each further column that a cell reaches over. */
const besides = (cell: Parent): ReplyNode[][] => {
  const columns = Math.min(20, Number(attribute(cell, 'colspan')) || 1);
  return Array.from({ length: Math.max(0, Math.floor(columns) - 1) }, () => []);
};
