import { latexToText } from './latex.ts';

/** A stretch of a text: a formula as it is read, with its LaTeX, or what stands between formulas. */
export interface Part {
  readonly text: string;
  readonly formula: boolean;
  readonly latex?: string;
  /** Does the formula stand on a line of its own, as between `$$`? */
  readonly display?: boolean;
}

/** Longer than any formula that is one; so that two prices far from each other are none. */
const LONGEST = 300;
/** `$$…$$`, `\[…\]`, `\(…\)` and `$…$`; a dollar before a space or behind one, or with a digit behind it, is money. */
const FORMULA = new RegExp(
  [
    String.raw`\$\$([^$]{1,${LONGEST}}?)\$\$`,
    String.raw`\\\[((?:(?!\\\]).){1,${LONGEST}}?)\\\]`,
    String.raw`\\\(((?:(?!\\\)).){1,${LONGEST}}?)\\\)`,
    String.raw`(?<![\\$\w])\$(?![\s$])([^$]{1,${LONGEST}}?)(?<![\s\\])\$(?![\d$])`,
  ].join('|'),
  'gs',
);

/** What a formula between single dollars has: a sign of mathematics, or so few letters that it is no sentence. */
const isFormula = (text: string): boolean =>
  (/[\\^_{}=+*/<>≤≥|-]/.test(text) || /^[\p{L}\d.,'() ]{1,6}$/u.test(text)) &&
  !/(?<!\\\w*)\b\p{L}{4,}\s+\p{L}{4,}/u.test(text.replaceAll(/\\(?:text|mathrm)\{[^{}]*\}/g, ''));

/** A text parted into formulas and what stands between them. */
export function partsWithFormulas(text: string): Part[] {
  if (!/[$\\]/.test(text)) return text === '' ? [] : [{ text, formula: false }];
  const parts: Part[] = [];
  let from = 0;
  for (const found of text.matchAll(FORMULA)) {
    const [whole, dollars, brackets, parentheses, dollar] = found;
    const latex = (dollars ?? brackets ?? parentheses ?? dollar ?? '').trim();
    if (latex === '' || (dollar !== undefined && !isFormula(dollar))) continue;
    const shown = latexToText(latex);
    if (shown === '') continue;
    if (found.index > from) parts.push({ text: text.slice(from, found.index), formula: false });
    parts.push({ text: shown, formula: true, latex, display: dollars !== undefined || brackets !== undefined });
    from = found.index + whole.length;
  }
  if (from < text.length) parts.push({ text: text.slice(from), formula: false });
  return parts;
}
