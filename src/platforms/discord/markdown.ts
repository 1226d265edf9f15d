import type { Span } from '../../reply/document.ts';
import { cut } from '../cut.ts';

/** Nothing to see, but it stands between characters that would mean something together. */
const BETWEEN = '\u200b';
/** Looks like a backtick and ends no code. */
const LOOKALIKE = 'ˋ';

/** Mentions that ping wherever they stand, in code too. */
const breakMentions = (text: string): string => text.replace(/@(?=everyone|here|[!&]?\d)/g, `@${BETWEEN}`);

/** Text that looks as it was written: no bold by accident, no live links, no mentions. */
export const plain = (text: string): string => breakMentions(text.replace(/[\\*_~`|<>[\]]|:(?=\/\/)/g, '\\$&'));

/** Characters that make a heading, a list or a quotation only where a line begins. */
const calmLineStarts = (text: string): string => text.replace(/^([^\S\n]*)(\d*)(?=[#+-]|(?<=\d)[.)]\s)/gm, '$1$2\\');

const oneLine = (text: string): string => text.replace(/\s*\n\s*/g, ' ');

/** Text in a fixed-width font inside a line. */
const inlineCode = (text: string): string => `\`${breakMentions(oneLine(text)).replaceAll('`', LOOKALIKE)}\``;

function span(one: Span): string {
  // Every client counts down by itself. Rounded down, so that nobody is told of time that there is not.
  if (one.style === 'time') {
    const seconds = Math.floor(one.at / 1000);
    return one.day ? `<t:${seconds}:F> (<t:${seconds}:R>)` : `<t:${seconds}:R>`;
  }
  const { style, text } = one;
  // Marks around nothing but space would show as marks.
  if (text.trim() === '') return text;
  if (style === 'code') return inlineCode(text);
  if (style === 'plain') return plain(text);
  const [, before = '', bold = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(text) ?? [];
  return `${before}**${plain(bold)}**${after}`;
}

/** Running text as Discord's Markdown. */
export const markdown = (spans: readonly Span[]): string => calmLineStarts(spans.map(span).join(''));

/** A line in large type. */
export const title = (text: string): string => `## ${plain(oneLine(text))}`;

/** A list; an item of several lines stays one item. */
export const bullets = (items: readonly (readonly Span[])[]): string =>
  items.map((item) => `- ${markdown(item).replaceAll('\n', '\n  ')}`).join('\n');

/** A block in a fixed-width font that nothing inside can end. */
export const codeFence = (text: string): string =>
  `\`\`\`\n${breakMentions(text).replace(/`(?=`)/g, `\`${BETWEEN}`)}\n\`\`\``;

const FENCE = '```';

/**
 * The start of a fenced block that is too long, as a block: whole lines, and of a first line that is too long its start.
 *
 * @param room in characters, fences included
 * @returns undefined for what is no fenced block, or where nothing of it has room
 */
export function startOfFence(block: string, room: number): string | undefined {
  if (!block.startsWith(`${FENCE}\n`) || !block.endsWith(`\n${FENCE}`)) return undefined;
  const inside = block.slice(FENCE.length + 1, -FENCE.length - 1);
  const most = room - 2 * (FENCE.length + 1);
  if (inside.length <= most) return block;
  const end = inside.lastIndexOf('\n', most);
  const start = end > 0 ? inside.slice(0, end) : cut(inside.slice(0, most + 1).split('\n')[0] ?? '', most);
  return start.trim() === '' ? undefined : `${FENCE}\n${start}\n${FENCE}`;
}
