import { code, formula, withCode } from '../../reply/build.ts';
import type { Span } from '../../reply/document.ts';
import { type Part, partsWithFormulas } from './formulas.ts';
import { canBeTypeset, latexToText } from './latex.ts';

export const plain = (text: string): Span => ({ style: 'plain', text });

/** In code a backtick could not be told from the end of the code. */
const quoted = (text: string): string => text.replaceAll('`', "'");

/** A formula that can be typeset, else what it says as code. */
const formulaSpan = (text: string, latex: string): Span =>
  canBeTypeset(latex) ? formula(quoted(text), latex.replaceAll(/\s+/g, ' ').trim()) : code(quoted(text));

const partSpan = ({ text, latex }: Part): Span => (latex === undefined ? plain(text) : formulaSpan(text, latex));

/** Text in which pairs of backticks mark code and `$…$` and `\(…\)` formulas. */
export function inlineSpans(text: string): Span[] {
  const parts = text.split('`');
  // A backtick without a partner is a quotation mark.
  if (parts.length % 2 === 0) parts.push(`${parts.splice(-2).join("'")}`);
  return merged(
    parts.flatMap((part, i) => {
      if (part.trim() === '') return i % 2 === 1 || part === '' ? [] : [plain(part)];
      return i % 2 === 1 ? [code(part)] : partsWithFormulas(part).map(partSpan);
    }),
  );
}

/** A line of a question, such as an option or a feedback: pairs of backticks mark code, and `\(…\)` formulas. */
export const keptSpans = (line: string): Span[] =>
  withCode(line).flatMap((span) =>
    span.style === 'plain'
      ? span.text.split(/\\\((.{1,300}?)\\\)/s).flatMap((part, i): Span[] => {
          if (part === '') return [];
          const text = i % 2 === 1 ? latexToText(part) : '';
          return [text === '' ? plain(part) : formulaSpan(text, part)];
        })
      : [span],
  );

/** What such a line says, without marks. */
export const plainLine = (line: string): string =>
  keptSpans(line)
    .map(({ text }) => text)
    .join('');

/** Spans as text in which backticks mark code, formulas too. */
export const codedText = (spans: readonly Span[]): string =>
  spans.map(({ style, text }) => (style === 'code' ? `\`${quoted(text)}\`` : text)).join('');

/** Such a line with its formulas as code. */
export const lineAsCode = (line: string): string => codedText(keptSpans(line));

export const isFormula = (span: Span): boolean => span.style === 'code' && span.latex !== undefined;

/** Neighbours of one style as one span, but for formulas. */
export function merged(spans: readonly Span[]): Span[] {
  const result: Span[] = [];
  for (const span of spans) {
    const last = result.at(-1);
    if (span.text === '') continue;
    if (last === undefined || last.style !== span.style) result.push(span);
    // Two beside each other could not be told apart.
    else if (isFormula(last) || isFormula(span)) result.push(plain(' '), span);
    else result[result.length - 1] = { ...last, text: last.text + span.text };
  }
  return result;
}

/** Without spaces at both ends, and with one space where there were several or a line ended. */
export function trimmed(spans: readonly Span[]): Span[] {
  const squeezed = merged(spans).map((span) => ({ ...span, text: span.text.replaceAll(/\s+/g, ' ') }));
  const result: Span[] = [];
  for (const span of squeezed) {
    const open = result.at(-1)?.text.endsWith(' ') ?? true;
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
  spans
    .map((span) =>
      span.style !== 'code' ? span.text : span.latex ? `\\(${span.latex}\\)` : `\`${quoted(span.text)}\``,
    )
    .join('');
