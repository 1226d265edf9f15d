import type { UserError } from '../errors.ts';
import { buttons, codeBlock, list, paragraph, withCode } from './build.ts';
import type { Reply } from './document.ts';

const SHOWN_BEFORE = 30;
const SHOWN = 60;

/**
 * What is wrong, where (a caret under the place), and what to do instead, with a button that does it or the form with what
 * was typed. Of a message of several lines the first is the sentence, and the others are a list.
 */
export function errorReply({ message, hint, where, remedies, again }: UserError): Reply {
  const [sentence = '', ...items] = message.split('\n');
  return {
    nodes: [
      paragraph(withCode(sentence)),
      ...(items.length > 0 ? [list(items.map(withCode))] : []),
      ...(where ? [codeBlock(caret(where.text, where.place.start, where.place.end))] : []),
      ...(hint ? [paragraph(withCode(hint))] : []),
      ...(again ? [buttons(again)] : []),
      ...(remedies.length > 0 ? [buttons(...remedies.map((line) => ({ label: line, command: line })))] : []),
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
