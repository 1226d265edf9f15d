import { isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import { nearest, shorten } from '../../text.ts';
import { isMisconception, NAMES } from '../../tutor/misconceptions/index.ts';
import type { Mistake } from './lesson.ts';

/** What stands above the pages of a lesson. */
export interface FrontMatter {
  readonly title: string;
  readonly number: number | undefined;
  readonly summary: string;
  /** Pages by the misconceptions that they explain, each with its line. */
  readonly explains: ReadonlyMap<string, { readonly page: number; readonly line: number }>;
}

const KEYS = ['title', 'number', 'summary', 'explains'];
const MAX_TITLE = 60;
const MAX_SUMMARY = 150;
const MOST_LESSONS = 99;

/**
 * Reads the front matter of a lesson, in YAML.
 *
 * @param first its first line in the file
 * @param mistakes takes what is wrong
 */
export function readFrontMatter(text: string, first: number, mistakes: Mistake[]): FrontMatter {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, strict: true });
  const lineAt = (node: unknown): number => {
    const [start] = (node as { range?: readonly number[] | null } | null)?.range ?? [0];
    return lines.linePos(start ?? 0).line + first - 1;
  };
  const add = (node: unknown, what: string): void => void mistakes.push({ line: lineAt(node), what });
  const explains = new Map<string, { page: number; line: number }>();
  const nothing = { title: '', number: undefined, summary: '', explains };
  const [broken] = document.errors;
  if (broken !== undefined) {
    const line = lines.linePos(broken.pos[0]).line + first - 1;
    mistakes.push({ line, what: `This cannot be read as YAML: ${broken.message.replaceAll('`', "'")}.` });
    return nothing;
  }
  const root = document.contents;
  if (!isMap(root)) {
    add(root, 'Above the pages stand `title: …` and `summary: …`.');
    return nothing;
  }
  for (const { key } of root.items) {
    const name = isScalar(key) ? String(key.value) : '';
    if (KEYS.includes(name)) continue;
    const near = nearest(name, KEYS);
    add(
      key,
      `I do not know \`${shorten(name)}\` here. ${near ? `Did you mean \`${near}\`?` : `The keys are ${KEYS.join(', ')}.`}`,
    );
  }
  const textOf = (key: string, most: number): string => {
    const node = root.get(key, true);
    const value = isScalar(node) ? String(node.value ?? '').trim() : '';
    if (value === '') add(node ?? root, `\`${key}\` needs a text.`);
    else if (value.length > most) add(node, `\`${key}\` has ${value.length} characters; ${most} fit.`);
    return value;
  };
  const number = root.get('number', true);
  if (number !== undefined && !isPage(scalarOf(number), MOST_LESSONS))
    add(number, '`number` is the place of the lesson in the course, such as 3.');
  const pages = root.get('explains', true);
  if (pages !== undefined && !isMap(pages))
    add(pages, '`explains` has the number of a page on each line, and behind it a list: `2: [factors-not-swapped]`.');
  for (const { key, value } of isMap(pages) ? pages.items : []) {
    const page = Number(scalarOf(key));
    if (!isPage(page)) add(key, '`explains` begins each line with the number of a page.');
    for (const item of isSeq(value) ? value.items : [value]) {
      const name = String(scalarOf(item) ?? '');
      const line = lineAt(item ?? key);
      if (!isMisconception(name)) {
        const near = nearest(name, NAMES);
        add(item ?? key, `There is no misconception \`${shorten(name)}\`.${near ? ` Did you mean \`${near}\`?` : ''}`);
      } else if (explains.has(name)) add(item, `\`${name}\` is explained by two pages.`);
      else explains.set(name, { page, line });
    }
  }
  return {
    title: textOf('title', MAX_TITLE),
    number: number === undefined ? undefined : Number(scalarOf(number)),
    summary: textOf('summary', MAX_SUMMARY),
    explains,
  };
}

const scalarOf = (node: unknown): unknown => (isScalar(node) ? node.value : node);

const isPage = (value: unknown, most = Number.MAX_SAFE_INTEGER): boolean =>
  Number.isInteger(value) && (value as number) >= 1 && (value as number) <= most;
