import type { Button, Reply, ReplyNode, Span } from './document.ts';

/** Text in a fixed-width font, for everything mathematical. */
export const code = (text: string): Span => ({ style: 'code', text });

/** A formula: as it is read, and in LaTeX for where it can be typeset. */
export const formula = (text: string, latex: string): Span => ({ style: 'code', text, latex });

export const strong = (text: string): Span => ({ style: 'strong', text });

/** What may stand in a {@link say} template: spans as they are, strings and numbers as plain text. */
type Part = Span | readonly Span[] | string | number;

/** Builds spans from a template: say`Raise ${code('a')} by 0.01`. */
export function say(texts: TemplateStringsArray, ...parts: Part[]): Span[] {
  const spans: Span[] = [];
  for (const [i, text] of texts.entries()) {
    spans.push({ style: 'plain', text }, ...toSpans(parts[i] ?? ''));
  }
  return spans.filter(({ text }) => text !== '');
}

function toSpans(part: Part): readonly Span[] {
  if (typeof part === 'string' || typeof part === 'number') return [{ style: 'plain', text: String(part) }];
  return 'style' in part ? [part] : part;
}

/** Text in which backticks mark code. */
export function withCode(text: string): Span[] {
  return text.split('`').flatMap((part, i) => (part === '' ? [] : i % 2 === 1 ? [code(part)] : say`${part}`));
}

/** Puts `separator` between runs of spans. */
export const join = (runs: readonly (readonly Span[])[], separator: string): Span[] =>
  runs.flatMap((run, i) => (i === 0 ? [...run] : [{ style: 'plain' as const, text: separator }, ...run]));

export const heading = (text: string): ReplyNode => ({ kind: 'heading', text });

export const paragraph = (spans: Span[]): ReplyNode => ({ kind: 'paragraph', spans });

/** A reply of one sentence. */
export const sentence = (text: string): Reply => ({ nodes: [paragraph(say`${text}`)] });

export const list = (items: Span[][]): ReplyNode => ({ kind: 'list', items });

/** @param typeset the same as equations, for where these can be typeset */
export const codeBlock = (text: string, typeset?: Extract<ReplyNode, { kind: 'code' }>['typeset']): ReplyNode => ({
  kind: 'code',
  text,
  ...(typeset && { typeset }),
});

export const table = (columns: string[], rows: string[][]): ReplyNode => ({ kind: 'table', columns, rows });

export const buttons = (...items: Button[]): ReplyNode => ({ kind: 'buttons', buttons: items });
