import type { TextFormat, WrittenText } from '../written.ts';
import { type Cell, rawOf } from './cells.ts';

/** A text and its format, which may stand before it. */
export function formatted(cells: readonly Cell[], inherited: TextFormat = 'auto'): WrittenText {
  const whole = rawOf(cells)
    .replace(/^(?:[ \t]*\n)+/, '')
    .trimEnd();
  const [mark = '', named] = /^\s*\[(html|moodle|plain|markdown)\][ \t]*\n?/i.exec(whole) ?? [];
  return { format: (named?.toLowerCase() as TextFormat | undefined) ?? inherited, text: whole.slice(mark.length) };
}
