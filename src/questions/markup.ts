import { codeBlock, paragraph, withCode } from '../reply/build.ts';
import type { ReplyNode, Span } from '../reply/document.ts';
import { toText } from '../reply/text.ts';

const FENCE = '```';

/**
 * What somebody wrote as nodes: backticks mark code, lines between three backticks are a block of code, an empty line
 * parts paragraphs. Everything else stays as it was written; nothing is read as markup.
 */
export function toNodes(text: string): ReplyNode[] {
  return text
    .split(/^```[^\n`]*$/m)
    .flatMap((part, i) => (i % 2 === 1 ? blockOf(part.replace(/^\n|\n$/g, '')) : paragraphsOf(part)));
}

const blockOf = (text: string): ReplyNode[] => (text.trim() === '' ? [] : [codeBlock(text)]);

const paragraphsOf = (text: string): ReplyNode[] =>
  text
    .split(/\n\s*\n/)
    .map((part) => part.replaceAll(/\s+/g, ' ').trim())
    .filter((part) => part !== '')
    .map((part) => paragraph(withCode(part)));

/** The text that {@link toNodes} reads as these nodes; of pictures their alt texts, and no buttons. */
export const fromNodes = (nodes: readonly ReplyNode[]): string => nodes.flatMap(textOf).join('\n\n');

function textOf(node: ReplyNode): string[] {
  switch (node.kind) {
    case 'paragraph':
      return [spansText(node.spans)];
    case 'list':
      return node.items.map((item) => `- ${spansText(item)}`);
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

const spansText = (spans: readonly Span[]): string =>
  spans.map(({ style, text }) => (style === 'code' ? `\`${text.replaceAll('`', "'")}\`` : text)).join('');

/** Unseen characters that could hide or turn round what is written, or that a database refuses. */
const UNSEEN = /(?![\n\t])\p{Cc}|[\u200b\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** Text as it may be kept and shown: one kind of line end, no unseen characters, no halves of characters. */
export const cleanText = (text: string): string =>
  text.replaceAll(/\r\n?/g, '\n').replaceAll(UNSEEN, '').toWellFormed().trim();

/** The same in one line. */
export const cleanLine = (text: string): string => cleanText(text).replaceAll(/\s+/g, ' ');
