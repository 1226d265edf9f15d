import type { UserError } from '../errors.ts';
import { code, codeBlock, paragraph, say } from './build.ts';
import type { Reply, Span } from './document.ts';

const SHOWN_BEFORE = 30;
const SHOWN = 60;

/** What is wrong, where (a caret under the place), and what to do instead. */
export function errorReply({ message, hint, where }: UserError): Reply {
  return {
    nodes: [
      paragraph(withCode(message)),
      ...(where ? [codeBlock(caret(where.text, where.place.start, where.place.end))] : []),
      ...(hint ? [paragraph(withCode(hint))] : []),
    ],
  };
}

/** The line with the place, shortened around it, and carets underneath. */
function caret(text: string, start: number, end: number): string {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const newline = text.indexOf('\n', lineStart);
  const lineEnd = newline < 0 ? text.length : newline;
  const from = Math.max(lineStart, start - SHOWN_BEFORE);
  const to = Math.min(lineEnd, from + SHOWN);
  const shown = `${from > lineStart ? '…' : ''}${text.slice(from, to)}${to < lineEnd ? '…' : ''}`;
  const indent = start - from + (from > lineStart ? 1 : 0);
  return `${shown}\n${' '.repeat(indent)}${'^'.repeat(Math.max(1, Math.min(end, to) - start))}`;
}

/** Text in which backticks mark code. */
function withCode(text: string): Span[] {
  return text.split('`').flatMap((part, i) => (part === '' ? [] : i % 2 === 1 ? [code(part)] : say`${part}`));
}
