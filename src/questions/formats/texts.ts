import { parseDocument } from 'htmlparser2';
import { htmlToRich } from '../markup/html.ts';
import { markdownToRich } from '../markup/markdown.ts';
import { nodesToLine, type Rich, textToNodes } from '../markup/rich.ts';
import { plainLine } from '../markup/spans.ts';
import { withoutUnseen } from '../markup/unseen.ts';
import { cleanLine, cleanText } from '../markup.ts';
import type { WrittenText } from './written.ts';

const TAGS =
  'a|abbr|b|big|blockquote|center|code|dd|del|div|dl|dt|em|font|h[1-6]|i|kbd|li|ol|p|pre|q|s|samp|small|span|strike|strong|sub|sup|table|tbody|td|th|tr|tt|u|ul';
/** A tag that needs no end, or one with its end. */
const HTML = new RegExp(`<(?:br|hr|img)\\b[^<>]*>|<(${TAGS})(?:\\s[^<>]*)?>[\\s\\S]*?</\\1\\s*>`, 'i');
const ENTITY = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,31}\d{0,2});/i;

/** A text of HTML in which a line that ends is a line that ends. */
const withBreaks = (text: string): string =>
  text
    .split(/(<pre\b[\s\S]*?<\/pre\s*>)/i)
    .map((part, i) => (i % 2 === 1 ? part : part.replaceAll('\n', '<br>\n')))
    .join('');

/** What a text says, by its format. */
export function richOf({ text: written, format }: WrittenText): Rich {
  const text = cleanText(written, { indented: true });
  switch (format) {
    case 'html':
      return htmlToRich(text);
    case 'markdown':
      return markdownToRich(text);
    case 'moodle':
      return htmlToRich(withBreaks(text.trim()));
    case 'auto':
      if (HTML.test(text)) return htmlToRich(withBreaks(text.trim()));
      return textRich(isEscaped(text) ? decoded(text) : text);
    case 'own':
    case 'plain':
      return textRich(text);
  }
}

/** Is it written with entities, as for HTML? Then no sign that needs one stands there as it is. */
const isEscaped = (text: string): boolean =>
  ENTITY.test(text) && !/[<>]/.test(text) && !text.replaceAll(new RegExp(ENTITY, 'gi'), '').includes('&');

const decoded = (text: string): string =>
  parseDocument(text)
    .children.map((child) => (child.type === 'text' ? withoutUnseen(child.data) : ''))
    .join('');

const textRich = (text: string): Rich => ({ nodes: textToNodes(text), pictures: [] });

/** What a text says in one line, with backticks around code. */
export function lineOf(text: WrittenText): { readonly text: string; readonly pictures: Rich['pictures'] } {
  const { nodes, pictures } = richOf(text);
  return { text: nodesToLine(nodes), pictures };
}

/** A text without marks, such as an answer to be typed. */
export function plainOf(written: WrittenText): string {
  const isMarked =
    written.format === 'html' ||
    written.format === 'moodle' ||
    (written.format === 'auto' && (HTML.test(written.text) || isEscaped(written.text)));
  return isMarked ? plainLine(lineOf(written).text) : cleanLine(written.text);
}
