import { isMap, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import type { LeftOut } from '../formats.ts';
import type { WrittenFile } from '../written.ts';
import { STAR } from './nodes.ts';
import { QuestionReader } from './question.ts';

/** Deeper than anything that makes sense here; the parser would run out of stack in the end. */
const MAX_DEPTH = 50;

/** The questions of a YAML file: a list of them, by itself or under `questions`. JSON is YAML, too. */
export function readYaml(text: string): WrittenFile {
  const deep = deepLine(text);
  if (deep !== undefined) return refused([{ line: deep, why: 'There are too many brackets inside each other.' }]);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, strict: true });
  // One mistake makes several errors: the first of a line says what it is.
  const said = new Map<number, string>();
  for (const { pos, code, message } of document.errors) {
    const { line } = lines.linePos(pos[0]);
    const start = lines.lineStarts[line - 1] ?? 0;
    const tab = /^ *\t/.test(text.slice(start, start + 100));
    if (!said.has(line)) said.set(line, yamlMistake(tab ? 'TAB_AS_INDENT' : code, message));
  }
  if (said.size > 0) return refused([...said].map(([line, why]) => ({ line, why })));
  return questionsOf(document.contents, lines);
}

const refused = (mistakes: readonly Omit<LeftOut, 'what'>[]): WrittenFile => ({
  questions: [],
  leftOut: mistakes.map((mistake) => ({ ...mistake, what: 'question' })),
  notes: [],
});

function questionsOf(root: Node | null, lines: LineCounter): WrittenFile {
  if (root === null) return refused([]);
  const questions = isMap(root) && root.has('questions') ? (root.get('questions', true) as Node | null) : root;
  const reader = new QuestionReader(lines);
  // One question needs no list.
  if (isMap(questions) && ['prompt', 'question'].some((key) => questions.has(key)))
    return { questions: reader.question(questions, questions), leftOut: [], notes: [] };
  if (!isSeq(questions)) {
    const why = 'The file must be a list of questions, each beginning with `- prompt:`.';
    return refused([{ line: reader.lineOf(questions, root), why }]);
  }
  return { questions: questions.items.flatMap((item) => reader.question(item, questions)), leftOut: [], notes: [] };
}

/** The line where brackets are nested too deeply; quotations are not looked into, where they are as many. */
function deepLine(text: string): number | undefined {
  let depth = 0;
  let line = 1;
  for (const character of text) {
    if (character === '\n') line++;
    else if (character === '[' || character === '{') depth++;
    else if (character === ']' || character === '}') depth = Math.max(0, depth - 1);
    if (depth > MAX_DEPTH) return line;
  }
  const steps = /^(?:[ \t]*[-?:] ){51}/m.exec(text);
  return steps === null ? undefined : text.slice(0, steps.index).split('\n').length;
}

function yamlMistake(code: string, message: string): string {
  switch (code) {
    case 'BAD_SCALAR_START':
      return 'A text that begins with a backtick or `@` must stand in quotation marks.';
    case 'BAD_ALIAS':
      return STAR;
    case 'MULTIPLE_DOCS':
      return 'A line of `---` begins a second document: all questions must stand in one.';
    case 'TAB_AS_INDENT':
      return 'Indent with spaces, not with tabs.';
    case 'DUPLICATE_KEY':
      return 'This key is there twice.';
    case 'BLOCK_AS_IMPLICIT_KEY':
      return 'A text with `: ` in it must stand in quotation marks.';
    case 'UNEXPECTED_TOKEN':
      return 'Quotation marks must stand around a whole text, or not at all.';
    case 'MULTILINE_IMPLICIT_KEY':
      return 'A key is written `key: text`, and the next lines are indented like it.';
    default:
      return `This cannot be read as YAML: ${message.replaceAll('`', "'")}.`.replace('..', '.');
  }
}
