import { code } from '../../reply/build.ts';
import type { Span } from '../../reply/document.ts';
import { partsWithFormulas } from './formulas.ts';

export const plain = (text: string): Span => ({ style: 'plain', text });

/** In code a backtick could not be told from the end of the code. */
const quoted = (text: string): string => text.replaceAll('`', "'");

/** Text in which pairs of backticks mark code and `$…$` and `\(…\)` formulas, which are read as code. */
export function inlineSpans(text: string): Span[] {
  const parts = text.split('`');
  // A backtick without a partner is a quotation mark.
  if (parts.length % 2 === 0) parts.push(`${parts.splice(-2).join("'")}`);
  return merged(
    parts.flatMap((part, i) => {
      if (part.trim() === '') return i % 2 === 1 || part === '' ? [] : [plain(part)];
      return i % 2 === 1
        ? [code(part)]
        : partsWithFormulas(part).map((one) => (one.formula ? code(one.text) : plain(one.text)));
    }),
  );
}

/** Neighbours of one style as one span. */
export function merged(spans: readonly Span[]): Span[] {
  const result: Span[] = [];
  for (const span of spans) {
    const last = result.at(-1);
    if (span.text === '') continue;
    if (last !== undefined && last.style === span.style)
      result[result.length - 1] = { ...last, text: last.text + span.text };
    else result.push(span);
  }
  return result;
}

/** Without spaces at both ends, and with one space where there were several or a line ended. */
export function trimmed(spans: readonly Span[]): Span[] {
  const squeezed = merged(spans).map((span) => ({ ...span, text: span.text.replaceAll(/\s+/g, ' ') }));
  const result: Span[] = [];
  for (const span of squeezed) {
    const open = result.length === 0 || (result.at(-1)?.text.endsWith(' ') ?? false);
    const text = open && span.style !== 'code' ? span.text.trimStart() : span.text;
    if (text !== '') result.push({ ...span, text });
  }
  const last = result.at(-1);
  if (last === undefined) return result;
  const text = last.text.trimEnd();
  return text === '' ? trimmed(result.slice(0, -1)) : [...result.slice(0, -1), { ...last, text }];
}

/** The text that {@link inlineSpans} reads as these spans, but for what is strong. */
export const spansText = (spans: readonly Span[]): string =>
  spans.map(({ style, text }) => (style === 'code' ? `\`${quoted(text)}\`` : text)).join('');
