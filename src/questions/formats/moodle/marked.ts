import type { TextFormat, WrittenText } from '../written.ts';
import { type Element, textIn } from './elements.ts';

const FORMATS: Readonly<Record<string, TextFormat>> = {
  html: 'html',
  markdown: 'markdown',
  plain_text: 'plain',
  moodle_auto_format: 'auto',
};

/** A text with its format; undefined where there is none. */
export function marked(element: Element | undefined, inherited: TextFormat = 'html'): WrittenText | undefined {
  const text = textIn(element);
  if (element === undefined || text.trim() === '') return undefined;
  return { text, format: FORMATS[element.attribs['format'] ?? ''] ?? inherited };
}
