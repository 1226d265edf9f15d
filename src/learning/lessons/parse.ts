import { markdownToRich } from '../../questions/markup/markdown.ts';
import { withoutUnseen } from '../../questions/markup/unseen.ts';
import type { Level } from '../../questions/question.ts';
import { QUESTION_TYPES } from '../../questions/types/index.ts';
import { OPERATIONS, type Operation } from '../../questions/without.ts';
import { INCLUDED_KINDS } from '../../reply/course.ts';
import type { ReplyNode } from '../../reply/document.ts';
import { toText } from '../../reply/text.ts';
import { counted, nearest, shorten } from '../../text.ts';
import { findEntry } from '../../tutor/glossary/index.ts';
import { readFrontMatter } from './front-matter.ts';
import { type Lesson, MalformedLesson, type Mistake, type Page, type Part } from './lesson.ts';

/** What fits on a page: one idea. */
const MAX_WORDS = 90;
const MAX_PAGES = 12;
const MAX_RUNS = 2;
/** So many mistakes are named. */
const LISTED = 20;

const FENCE = /^(`{3,}|~{3,})\s*(.*)$/;
const BREAK = /^---\s*$/;

/** A line of the file, by its number from 1. */
interface Line {
  readonly number: number;
  readonly text: string;
}

/** Lines between fences, with what stands behind the first fence; text stands in none. */
interface Block {
  readonly info: string | undefined;
  readonly lines: readonly Line[];
  readonly line: number;
}

/**
 * Reads the file of a lesson: front matter in YAML, then pages in Markdown with `---` between them. A fenced block
 * `run` has a command whose answer is shown, `check` a question that opens the next page.
 *
 * @param name what it is kept under
 * @throws MalformedLesson with every mistake and its line
 */
export function parseLesson(text: string, name: string): Lesson {
  const mistakes: Mistake[] = [];
  const lines = withoutUnseen(text.replaceAll(/\r\n?/g, '\n'))
    .split('\n')
    .map((line, i) => ({ number: i + 1, text: line.trimEnd() }));
  const end = lines.findIndex((line, i) => i > 0 && BREAK.test(line.text));
  if (!BREAK.test(lines[0]?.text ?? '') || end < 0) {
    const what = 'A lesson begins with `---`, its `title:` and `summary:`, and `---` once more.';
    throw new MalformedLesson([{ line: 1, what }]);
  }
  const above = lines.slice(1, end).map((line) => line.text);
  const { explains, ...front } = readFrontMatter(above.join('\n'), 2, mistakes);
  const written = pagesOf(lines.slice(end + 1));
  const pages = written.map((page) => readPage(page, mistakes));
  if (pages.length > MAX_PAGES)
    mistakes.push({ line: written[MAX_PAGES]?.[0]?.number ?? 1, what: `A lesson has at most ${MAX_PAGES} pages.` });
  for (const { page, line } of explains.values()) {
    if (page > pages.length)
      mistakes.push({ line, what: `There is no page ${page}: ${counted(pages.length, 'page')} in all.` });
  }
  if (mistakes.length > 0) {
    const sorted = mistakes.toSorted((a, b) => a.line - b.line);
    throw new MalformedLesson(sorted.slice(0, LISTED));
  }
  return { ...front, name, pages, explains: new Map([...explains].map(([bug, { page }]) => [bug, page])) };
}

/** The lines of each page; what looks like a break inside a fence is none. */
function pagesOf(lines: readonly Line[]): Line[][] {
  const pages: Line[][] = [[]];
  let fence = '';
  for (const line of lines) {
    const [, mark = '', info = ''] = FENCE.exec(line.text) ?? [];
    if (fence === '') fence = mark;
    else if (mark.startsWith(fence) && info === '') fence = '';
    if (fence === '' && BREAK.test(line.text)) pages.push([line]);
    else pages.at(-1)?.push(line);
  }
  return pages;
}

function readPage(lines: readonly Line[], mistakes: Mistake[]): Page {
  const before = mistakes.length;
  const first = BREAK.test(lines[0]?.text ?? '') ? 1 : 0;
  const from = lines.findIndex(({ text }, i) => i >= first && text !== '');
  const head = lines[from] ?? lines[0];
  const line = head?.number ?? 1;
  const title = /^# +(.+)$/.exec(head?.text ?? '')?.[1] ?? '';
  if (title === '')
    mistakes.push({ line, what: 'A page begins with its title: `# Each factor gets the other value`.' });
  const checks: Pick<Page, 'check' | 'walk' | 'checkLine'>[] = [];
  const parts = blocksOf(lines.slice(from + 1), mistakes).flatMap((block): Part[] => {
    const [kind = '', ...words] = (block.info ?? '').split(/\s+/);
    if (kind === 'run') return readRun(block, words, mistakes);
    if (kind !== 'check') return readText(block, mistakes);
    const check = readCheck(block, words, mistakes);
    if (checks.length > 0) mistakes.push({ line: block.line, what: 'A page has one check at most.' });
    if (check !== undefined) checks.push({ ...check, checkLine: block.line + 1 });
    return [];
  });
  const runs = parts.filter((part) => part.kind === 'run');
  if (runs.length > MAX_RUNS)
    mistakes.push({ line: runs[MAX_RUNS]?.line ?? line, what: `A page has ${MAX_RUNS} commands at most.` });
  const texts = parts.flatMap((part) => (part.kind === 'text' ? part.nodes : []));
  const count = toText({ nodes: texts }).match(/[\p{L}\d]\S*/gu)?.length ?? 0;
  if (count > MAX_WORDS) mistakes.push({ line, what: `This page has ${count} words; ${MAX_WORDS} fit.` });
  if (parts.length === 0 && checks.length === 0 && mistakes.length === before)
    mistakes.push({ line, what: 'This page is empty.' });
  return { title, parts, ...checks[0], words: wordsIn(texts) };
}

function blocksOf(lines: readonly Line[], mistakes: Mistake[]): Block[] {
  const blocks: Block[] = [];
  let open: Line[] = [];
  let fence: { readonly mark: string; readonly info: string; readonly line: number } | undefined;
  const close = (info: string | undefined, line: number): void => {
    if (info !== undefined || open.some(({ text }) => text !== '')) blocks.push({ info, lines: open, line });
    open = [];
  };
  for (const line of lines) {
    const [, mark = '', info = ''] = FENCE.exec(line.text) ?? [];
    if (fence === undefined && mark !== '' && /^(run|check)\b/.test(info)) {
      close(undefined, open[0]?.number ?? line.number);
      fence = { mark, info, line: line.number };
    } else if (fence !== undefined && mark.startsWith(fence.mark) && info === '') {
      close(fence.info, fence.line);
      fence = undefined;
    } else open.push(line);
  }
  if (fence !== undefined)
    mistakes.push({ line: fence.line, what: `This block is never closed: \`${fence.mark}\` is missing.` });
  close(undefined, open[0]?.number ?? 1);
  return blocks;
}

function readText({ lines, line }: Block, mistakes: Mistake[]): Part[] {
  const { nodes, pictures } = markdownToRich(lines.map(({ text }) => text).join('\n'));
  if (pictures.length > 0)
    mistakes.push({ line, what: 'A picture comes from a command: write it in a block `run picture`.' });
  return nodes.length === 0 ? [] : [{ kind: 'text', nodes }];
}

/** The only line of a block that says something. */
function onlyLine({ lines, line }: Block, example: string, mistakes: Mistake[]): string | undefined {
  const said = lines.filter(({ text }) => text.trim() !== '');
  if (said.length === 1) return said[0]?.text.trim();
  mistakes.push({ line, what: `This block has one line, such as \`${example}\`.` });
  return undefined;
}

const ALL_KINDS = ['paragraph', 'list', 'code', 'table', 'picture'] as const;

function readRun(block: Block, words: readonly string[], mistakes: Mistake[]): Part[] {
  const { line } = block;
  const command = onlyLine(block, '/grad a*b+c a=2 b=-3 c=10', mistakes);
  for (const word of words) {
    if (!INCLUDED_KINDS.some((kind) => kind === word))
      mistakes.push({ line, what: `Behind \`run\` may stand ${INCLUDED_KINDS.join(', ')}; not \`${shorten(word)}\`.` });
  }
  if (command === undefined) return [];
  if (!command.startsWith('/')) {
    mistakes.push({ line: line + 1, what: 'A command begins with a slash.' });
    return [];
  }
  const kinds = INCLUDED_KINDS.filter((kind) => words.includes(kind));
  return [{ kind: 'run', command, kinds: kinds.length > 0 ? kinds : ALL_KINDS, line: line + 1 }];
}

/** `one-hop 1`, or `one-hop 1 without powers quotients`, or a line of `/step`. */
function readCheck(
  block: Block,
  words: readonly string[],
  mistakes: Mistake[],
): Pick<Page, 'check' | 'walk'> | undefined {
  const line = block.line + 1;
  if (words.length > 0) mistakes.push({ line: block.line, what: 'Nothing stands behind `check`.' });
  const said = onlyLine(block, 'one-hop 1', mistakes);
  if (said === undefined) return undefined;
  if (/^\/step\b/.test(said)) return { walk: said };
  const [name = '', wanted = '', behind, ...operations] = said.split(/\s+/);
  const type = QUESTION_TYPES.find((known) => known.name === name);
  if (type === undefined) {
    const names = QUESTION_TYPES.map((known) => known.name);
    const near = nearest(name, names);
    const hint = near ? `Did you mean \`${near}\`?` : `There is ${names.map((one) => `\`${one}\``).join(', ')}.`;
    mistakes.push({ line, what: `There is no type of question \`${shorten(name)}\`. ${hint}` });
    return undefined;
  }
  const level = type.levels.find((known) => String(known) === wanted);
  if (level === undefined)
    mistakes.push({ line, what: `\`${name}\` has level ${type.levels.join(', ')}; not \`${shorten(wanted)}\`.` });
  const unknown = operations.find((one) => !OPERATIONS.some((known) => known === one));
  if ((behind !== undefined && behind !== 'without') || (behind === 'without' && operations.length === 0) || unknown) {
    mistakes.push({ line, what: `Behind the level may stand \`without\` and some of ${OPERATIONS.join(', ')}.` });
    return undefined;
  }
  if (level === undefined) return undefined;
  return { check: { type: name, level: level as Level, without: operations as Operation[] } };
}

/** The strong words that the glossary explains, as it calls them. */
function wordsIn(nodes: readonly ReplyNode[]): string[] {
  const spans = nodes.flatMap((node) =>
    node.kind === 'paragraph' ? node.spans : node.kind === 'list' ? node.items.flat() : [],
  );
  const terms = spans.flatMap(({ style, text }) => (style === 'strong' ? (findEntry(text)?.term ?? []) : []));
  return [...new Set(terms)];
}
