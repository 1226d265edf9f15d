import { Marked } from 'marked';
import { htmlToRich } from './html.ts';
import { type Rich, textToNodes } from './rich.ts';

const marked = new Marked({ gfm: true, async: false });

/** Formulas, in which Markdown has no meaning, and code, in which formulas have none. */
const KEPT =
  /(^\s*(?:```|~~~)[\s\S]*?^\s*(?:```|~~~)|`[^`]*`)|\$\$[^$]{1,300}\$\$|(?<![\\$\w])\$(?![\s$])[^$\n]{1,300}?(?<![\s\\])\$(?![\d$])|\\\\?\([^\n]{1,300}?\\\\?\)|\\\\?\[[^\n]{1,300}?\\\\?\]/gm;
/** Characters of a private area stand for them meanwhile. */
const MARK = 0xe000;
const MOST = 1000;

/** What a text in Markdown says. */
export function markdownToRich(text: string): Rich {
  const kept: string[] = [];
  const safe = text.replaceAll(/[\ue000-\uf8ff]/g, '').replaceAll(KEPT, (whole, code?: string) => {
    if (code !== undefined || kept.length >= MOST || !/^\$|\\[([].*\\[)\]]$/s.test(whole)) return whole;
    kept.push(unescaped(whole));
    return String.fromCodePoint(MARK + kept.length - 1);
  });
  const html = parsed(safe);
  if (html === undefined) return { nodes: textToNodes(text), pictures: [] };
  const rich = htmlToRich(
    html.replaceAll(/[\ue000-\uf8ff]/g, (mark) => escapeHtml(kept[mark.charCodeAt(0) - MARK] ?? '')),
  );
  // A sign alone, such as `+`, is an empty list there.
  return rich.nodes.length === 0 && !text.includes('<') ? { nodes: textToNodes(text), pictures: [] } : rich;
}

/** A formula behind two backslashes is written for Markdown, which takes one of two away, and reads entities. */
function unescaped(formula: string): string {
  if (!formula.startsWith('\\\\')) return formula;
  return formula
    .replaceAll(/\\([\\`*_{}[\]()>#+\-.!:|])/g, '$1')
    .replaceAll(/&(lt|gt|quot|amp);/g, (_, name: keyof typeof ENTITIES) => ENTITIES[name]);
}
const ENTITIES = { lt: '<', gt: '>', quot: '"', amp: '&' } as const;

/** As HTML; undefined for what is nested deeper than any text that a person wrote. */
function parsed(text: string): string | undefined {
  try {
    return marked.parse(text) as string;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

export const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
