import { codeBlock, formula } from '../../reply/build.ts';
import type { ReplyNode, Span } from '../../reply/document.ts';
import { partsWithFormulas } from './formulas.ts';
import { canBeTypeset } from './latex.ts';
import { linesToNodes } from './lines.ts';
import { inlineSpans, spansText } from './spans.ts';

/** A picture in a text that somebody wrote; its place has its description. */
export interface WrittenPicture {
  readonly url: string;
  readonly alt: string;
}

/** What somebody wrote, as nodes, and the pictures in it. */
export interface Rich {
  readonly nodes: readonly ReplyNode[];
  readonly pictures: readonly WrittenPicture[];
}

/** A formula that stands by itself: typeset where that can be done, else as text. */
function formulaNode(latex: string, text: string): ReplyNode {
  return canBeTypeset(latex) ? codeBlock(text, { equations: [{ left: latex, rows: [], text }] }) : codeBlock(text);
}

/** The formula that a text consists of; undefined where there is more, or none that stands by itself. */
export function loneFormula(text: string): ReplyNode | undefined {
  const [part, ...others] = partsWithFormulas(text.trim());
  return part?.display && part.latex !== undefined && others.length === 0
    ? formulaNode(part.latex, part.text)
    : undefined;
}

const FENCE = /^\s*(?:```|~~~)[^\n`]*$/m;

/**
 * Text as nodes: backticks mark code, lines between three backticks are a block of code, an empty line parts
 * paragraphs, lines behind dashes are a list, and formulas stand between dollars.
 */
export function textToNodes(text: string): ReplyNode[] {
  return text.split(FENCE).flatMap((part, i) => {
    if (i % 2 === 0) return blocksOf(part);
    const code = part.replace(/^\n|\n$/g, '');
    return code.trim() === '' ? [] : [codeBlock(code)];
  });
}

const blocksOf = (text: string): ReplyNode[] =>
  text.split(/(?<=^|\n)[ \t]*(\$\$[^$]{1,300}\$\$|\\\[.{1,300}?\\\])[ \t]*(?=\n|$)/s).flatMap((part, i) => {
    const formula = i % 2 === 1 ? loneFormula(part) : undefined;
    return formula === undefined ? linesOf(part.split('\n')) : [formula];
  });

/** The line below the names of a table in Markdown. */
const TABLE_RULE = /^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)+\|?\s*$/;

/** Lines as nodes, tables in Markdown among them. */
function linesOf(lines: readonly string[]): ReplyNode[] {
  const rule = lines.findIndex((line, i) => i > 0 && TABLE_RULE.test(line) && lines[i - 1]?.includes('|'));
  if (rule < 0) return linesToNodes(lines.map((raw) => ({ raw, spans: inlineSpans(raw) })));
  const end = lines.findIndex((line, i) => i > rule && !line.includes('|'));
  const [head, ...rows] = [lines[rule - 1] as string, ...lines.slice(rule + 1, end < 0 ? lines.length : end)].map(
    cellsOf,
  ) as [string[], ...string[][]];
  const table: ReplyNode = {
    kind: 'table',
    columns: head,
    rows: rows.map((row) => head.map((_, i) => row[i] ?? '')),
  };
  return [
    ...linesOf(lines.slice(0, rule - 1)),
    ...(rows.length > 0 ? [table] : []),
    ...(end < 0 ? [] : linesOf(lines.slice(end))),
  ];
}

const cellsOf = (line: string): string[] =>
  line
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '')
    .split(/(?<!\\)\|/)
    .map((cell) =>
      inlineSpans(cell.replaceAll('\\|', '|').trim())
        .map(({ text }) => text)
        .join(''),
    );

/** Nodes in one line, as for an option: lines of code follow each other behind `⏎`, cells and items behind commas. */
export function nodesToLine(nodes: readonly ReplyNode[]): string {
  return nodes
    .flatMap((node): string[] => {
      switch (node.kind) {
        case 'paragraph':
          return [spansText(node.spans)];
        case 'heading':
          return [node.text];
        case 'list':
          return [node.items.map(spansText).join('; ')];
        case 'table':
          return [[node.columns, ...node.rows].map((row) => row.join(', ')).join('; ')];
        case 'code': {
          const [equation] = node.typeset?.equations ?? [];
          if (equation !== undefined) return [spansText([formula(node.text, equation.left)])];
          return [`\`${codeLine(node.text.replaceAll('`', "'"))}\``];
        }
        default:
          return [];
      }
    })
    .join(' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** A program in one line: `⏎` ends a line, and each `⇥` is a step of its indentation. */
function codeLine(text: string): string {
  const open: number[] = [];
  const lines = text.split('\n').flatMap((line) => {
    const trimmed = line.trim();
    if (trimmed === '') return [];
    const indent = line.length - line.trimStart().length;
    while (open.length > 0 && (open.at(-1) as number) >= indent) open.pop();
    const steps = open.length;
    open.push(indent);
    return [`${'⇥ '.repeat(steps)}${trimmed}`];
  });
  return lines.join(' ⏎ ');
}

/** The same text with one space for spaces, in one line. */
export const lineSpans = (text: string): Span[] => inlineSpans(text.replaceAll(/\s+/g, ' ').trim());
