import type { Span } from '../../../reply/document.ts';

/** Raw characters in one piece: escaped five times as long, they still fit a section. */
const PIECE = 500;

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Slack reads links, mentions and channels between angle brackets: none of them may come from a reply's text. */
/** Text in which nothing is a link or a mention. */
export const escapeText = (text: string): string =>
  text.replace(/[&<>]/g, (character) => ENTITIES[character] as string);

/** Escaped text that still fits after the escaping, never cut inside an entity. */
export function cutEscaped(text: string, limit: number): string {
  const escaped = escapeText(text);
  if (escaped.length <= limit) return escaped;
  return `${escaped.slice(0, limit - 1).replace(/&[a-z]{0,3}$|[\uD800-\uDBFF]$/, '')}…`;
}

/** Formatted runs of text; each is whole in itself, so that a section may end behind any of them. */
export function pieces(spans: readonly Span[]): string[] {
  return spans.flatMap(({ style, text }) => {
    if (style === 'plain' || style === 'time') return chunks(text).map((chunk) => escapeText(tame(chunk)));
    if (style === 'strong') return chunks(text.trim()).map((chunk) => `*${escapeText(tame(chunk))}*`);
    const literal = text.replaceAll('`', "'").replace(/\s*\n\s*/g, ' ');
    // Two code spans side by side would be read as one with backticks in it.
    return chunks(literal).map((chunk, i) => `${i > 0 ? '\n' : ''}\`${escapeText(chunk)}\``);
  });
}

/** Lines of a fixed-width text for inside a fence. */
export function fencedLines(text: string): string[] {
  return text
    .replaceAll('```', "'''")
    .split('\n')
    .flatMap((line) => (line === '' ? [''] : chunks(line)))
    .map(escapeText);
}

/** Joins pieces into as few texts as fit the limit. */
export function pack(parts: readonly string[], separator: string, limit: number): string[] {
  const packed: string[] = [];
  let current: string | undefined;
  for (const part of parts) {
    const joined: string = current === undefined ? part : current + separator + part;
    if (current !== undefined && joined.length > limit) {
      packed.push(current);
      current = part;
    } else current = joined;
  }
  return current === undefined ? packed : [...packed, current];
}

/** In running text these would format what follows; they have no escape, so their look-alikes stand in. */
const tame = (text: string): string =>
  text
    .replaceAll('`', "'")
    .replaceAll('*', '∗')
    .replaceAll('~', '∼')
    .replace(/(?<![\p{L}\d])_|_(?![\p{L}\d])/gu, '＿');

/** Cuts at white space where there is some, and never through a character. */
function chunks(text: string): string[] {
  const parts: string[] = [];
  let rest = text;
  while (rest.length > PIECE) {
    const space = rest.lastIndexOf(' ', PIECE);
    const half = /[\uD800-\uDBFF]/.test(rest[PIECE - 1] as string) ? PIECE - 1 : PIECE;
    const end = space > PIECE / 2 ? space + 1 : half;
    parts.push(rest.slice(0, end));
    rest = rest.slice(end);
  }
  return rest === '' ? parts : [...parts, rest];
}
