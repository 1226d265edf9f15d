import { type SourceRange, UserError } from '../errors.ts';

/** A word of a command line. */
export interface Word extends SourceRange {
  /** The part before a quotation, or the whole word when nothing is quoted. */
  readonly bare: string;
  /** What stood in quotation marks, without them; undefined when nothing is quoted. */
  readonly quoted: string | undefined;
}

/** Opening quotation marks, and what may close them: phones and word processors curl them. */
const QUOTES: Record<string, string> = {
  '"': '"',
  "'": "'",
  '“': '”“"',
  '„': '”“"',
  '”': '”"',
  '‘': '’‘',
  '’': '’',
};

/**
 * Splits a command line at white space. A quotation may stand for a whole word or behind the `=` or `:` of an
 * option; inside straight double quotes a backslash protects `"` and `\`.
 *
 * @throws UserError for a quotation that is never closed
 */
export function splitWords(text: string): Word[] {
  const words: Word[] = [];
  let position = 0;
  for (;;) {
    while (position < text.length && /\s/.test(text[position] as string)) position++;
    if (position >= text.length) return words;
    const start = position;
    while (position < text.length && !/\s/.test(text[position] as string) && !opensQuote(text, start, position))
      position++;
    const bare = text.slice(start, position);
    const quotation =
      position < text.length && opensQuote(text, start, position) ? readQuote(text, position) : undefined;
    if (quotation) position = quotation.end;
    words.push({ bare, quoted: quotation?.content, start, end: position });
  }
}

/** A quotation opens at the start of a word, or right behind an option's `=` or `:`. */
function opensQuote(text: string, start: number, position: number): boolean {
  if (!Object.hasOwn(QUOTES, text[position] as string)) return false;
  return position === start || /^\W{0,2}[\p{L}\d_-]+[=:]$/u.test(text.slice(start, position));
}

function readQuote(text: string, open: number): { content: string; end: number } {
  const mark = text[open] as string;
  const closing = QUOTES[mark] as string;
  let content = '';
  for (let position = open + 1; position < text.length; position++) {
    const character = text[position] as string;
    if (closing.includes(character)) return { content, end: position + 1 };
    const next = text[position + 1];
    if (mark === '"' && character === '\\' && (next === '"' || next === '\\')) {
      content += next;
      position++;
    } else content += character;
  }
  throw new UserError(`This quotation is never closed.`, {
    code: 'E_QUOTATION_NOT_CLOSED',
    hint: `Add a ${closing[0]} at its end.`,
    where: { text, place: { start: open, end: open + 1 } },
    correction: text + closing[0],
  });
}

/** The text in straight double quotes, so that {@link splitWords} gives it back. */
export const quote = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`;
