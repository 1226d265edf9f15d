import { codeBlock, list, paragraph } from '../../reply/build.ts';
import type { ReplyNode, Span } from '../../reply/document.ts';
import { isFormula, trimmed } from './spans.ts';

/** A line of a text: as it stands there, and as spans. */
export interface Line {
  readonly raw: string;
  readonly spans: readonly Span[];
}

const KEYWORD =
  /^\s*(?:for|while|if|elif|else if|else|def|class|try|except|finally|with|return|import|from|print|do|switch|case|function|const|let|var|int|float|double|char|bool|boolean|void|public|private|static|String|auto|struct|using|package|end|then|begin|SELECT|FROM|WHERE)\b/;
/** What lines of a program look like; a sentence may look like one by chance, two of them in a row hardly. */
const CODE: readonly RegExp[] = [
  /^\s*[\p{L}_][\w.[\]'",* ]{0,40}\s*(?:[-+*/%|&]?=|:=|<-)\s*\S/u,
  /^\s*[\p{L}_][\w.]*\s?\(.*\)\s*(?:[-+*/<>=!].{0,40})?[;:{]?\s*(?:(?:#|\/\/).*)?$/u,
  /^\s*(?:return|import|from|using|package)\s+[\w.<>[\]"' +*/,()-]+;?\s*$/,
  /;\s*(?:\/\/.*)?$/,
  /^\s*[{}\])]+[;,]?\s*$/,
  /\)\s*\{\s*$/,
  /^\s*(?:#include|#define|@\w+|>>>)/,
  /^\s*(?:else|try|finally|do|begin|end)\s*[:{]?\s*$/,
];
const SENTENCE_END = /[.?!]["')”]?\s*$/;

const isCode = (raw: string): boolean =>
  raw.trim() !== '' &&
  (CODE.some((pattern) => pattern.test(raw)) || (KEYWORD.test(raw) && /[:;{}()]\s*$/.test(raw))) &&
  !(SENTENCE_END.test(raw) && /\p{L}{2,}\s+\p{L}{2,}\s+\p{L}{2,}/u.test(raw));

const indentOf = (raw: string): number => /^\s*/.exec(raw.replaceAll('\t', '    '))?.[0].length ?? 0;
const isBlank = ({ raw }: Line): boolean => raw.trim() === '';
/** A line of which everything is marked as code. */
const isMarked = ({ spans }: Line): boolean =>
  spans.some(({ style }) => style === 'code') &&
  spans.every((span) => (span.style === 'code' && !isFormula(span)) || span.text.trim() === '');
const BULLET = /^\s*[-*•]\s+(?=\S)/;

/** How far a block of code reaches that begins with this line; 0 where none does. */
function codeLength(lines: readonly Line[], from: number): number {
  const first = lines[from] as Line;
  const marked = isMarked(first);
  if (!marked && !isCode(first.raw)) return 0;
  let end = from + 1;
  for (let i = end; i < lines.length; i++) {
    const line = lines[i] as Line;
    if (isBlank(line)) continue;
    const inside = marked
      ? isMarked(line)
      : isCode(line.raw) ||
        (indentOf(line.raw) > 0 && indentOf(line.raw) >= indentOf(first.raw)) ||
        /^\s*#/.test(line.raw);
    if (!inside || BULLET.test(line.raw)) break;
    end = i + 1;
  }
  return end - from > 1 || (!marked && indentOf(first.raw) >= 4) ? end - from : 0;
}

/** Lines of code without what all are indented by. */
function codeText(raws: readonly string[]): string {
  const lines = raws.map((raw) => raw.replaceAll('\t', '    ').trimEnd());
  const least = Math.min(...lines.filter((line) => line !== '').map(indentOf));
  return lines.map((line) => line.slice(Number.isFinite(least) ? least : 0)).join('\n');
}

const rawOf = (line: Line): string => (isMarked(line) ? line.spans.map(({ text }) => text).join('') : line.raw);

/** Does a sentence go on in the next line, which was broken where the page ended? */
const goesOn = (before: string, next: string): boolean =>
  before.length >= 50 || !/^["'“(]?(?:[\p{Lu}\d]|[a-z][.)]\s)/u.test(next.trim());

/**
 * Lines as nodes: lines of a program are a block of code, with their indentation; lines behind dashes a list; an empty
 * line parts paragraphs. Of other lines those that go on a sentence are one.
 *
 * @param broken does each line stand for itself, as behind `<br>`?
 */
export function linesToNodes(lines: readonly Line[], broken = false): ReplyNode[] {
  const nodes: ReplyNode[] = [];
  let open: Line[] = [];
  const close = (): void => {
    const spans = trimmed(
      open.flatMap((line, i) => [...(i > 0 ? [{ style: 'plain' as const, text: ' ' }] : []), ...line.spans]),
    );
    if (spans.length > 0) nodes.push(paragraph(spans));
    open = [];
  };
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] as Line;
    const length = codeLength(lines, i);
    const bullets = bulletsFrom(lines, i);
    if (length > 0) {
      close();
      nodes.push(codeBlock(codeText(lines.slice(i, i + length).map(rawOf))));
      i += length - 1;
    } else if (bullets.length > 1) {
      close();
      nodes.push(list(bullets.map(withoutBullet)));
      i += bullets.length - 1;
    } else if (isBlank(line)) close();
    else {
      const last = open.at(-1);
      if (last !== undefined && (broken || !goesOn(last.raw.trim(), line.raw))) close();
      open.push(line);
    }
  }
  close();
  return nodes;
}

function bulletsFrom(lines: readonly Line[], from: number): Line[] {
  const bullets: Line[] = [];
  for (let i = from; i < lines.length && BULLET.test((lines[i] as Line).raw); i++) bullets.push(lines[i] as Line);
  return bullets;
}

const withoutBullet = ({ spans }: Line): Span[] =>
  trimmed(spans.map((span, i) => (i === 0 ? { ...span, text: span.text.replace(BULLET, '') } : span)));
