import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, type YAMLMap } from 'yaml';
import { nearest, shorten } from '../../text.ts';
import { readNumber } from './csv.ts';
import type { Mistakes, WrittenOption, WrittenQuestion } from './written.ts';

const KEYS = ['prompt', 'options', 'number', 'tolerance', 'accept', 'level', 'hint', 'explanation'] as const;
const OPTION_KEYS = ['text', 'right', 'wrong', 'feedback', 'misconception'] as const;
/** Deeper than anything that makes sense here; the parser would run out of stack in the end. */
const MAX_DEPTH = 50;

/** The questions of a YAML file: a list of them, by itself or under `questions`. What is wrong goes to `mistakes`. */
export function readYaml(text: string, mistakes: Mistakes): WrittenQuestion[] {
  const deep = deepLine(text);
  if (deep !== undefined) {
    mistakes.add(deep, 'There are too many brackets inside each other.');
    return [];
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, strict: true });
  // One mistake makes several errors: the first of a line says what it is.
  const said = new Set<number>();
  for (const { pos, code, message } of document.errors) {
    const { line } = lines.linePos(pos[0]);
    const start = lines.lineStarts[line - 1] ?? 0;
    const tab = /^ *\t/.test(text.slice(start, start + 100));
    if (!said.has(line)) mistakes.add(line, yamlMistake(tab ? 'TAB_AS_INDENT' : code, message));
    said.add(line);
  }
  if (mistakes.count > 0) return [];
  return new Reader(lines, mistakes).questions(document.contents);
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

const STAR = 'A text that begins with `*` must stand in quotation marks.';

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

type Found = unknown;

class Reader {
  private readonly lines: LineCounter;
  private readonly mistakes: Mistakes;

  constructor(lines: LineCounter, mistakes: Mistakes) {
    this.lines = lines;
    this.mistakes = mistakes;
  }

  questions(root: Node | null): WrittenQuestion[] {
    if (root === null) return [];
    const questions = isMap(root) && root.has('questions') ? root.get('questions', true) : root;
    if (!isSeq(questions)) {
      this.mistakes.add(
        this.lineOf(questions, root),
        'The file must be a list of questions, each beginning with `- prompt:`.',
      );
      return [];
    }
    return questions.items.flatMap((item) => this.question(item, questions) ?? []);
  }

  private question(item: Found, around: Node): WrittenQuestion | undefined {
    const line = this.lineOf(item, around);
    if (!isMap(item)) {
      this.mistakes.add(line, 'A question has keys, such as `prompt` and `options`.');
      return undefined;
    }
    this.checkKeys(item, KEYS);
    const options = this.list(item, 'options').map((option) => this.option(option, item));
    // What an option that cannot be read leads to is no mistake of its own.
    if (!options.every((option) => option !== undefined)) return undefined;
    return {
      line,
      prompt: this.text(item, 'prompt') ?? '',
      options,
      number: this.number(item),
      accept: this.accepted(item),
      level: this.text(item, 'level'),
      levelLine: this.lineOf(item.get('level', true), item),
      hint: this.text(item, 'hint'),
      explanation: this.text(item, 'explanation'),
    };
  }

  /** A text, with `*` before the right one; or keys. */
  private option(item: Found, around: Node): WrittenOption | undefined {
    const line = this.lineOf(item, around);
    if (isMap(item)) return this.optionWithKeys(item, line);
    const text = this.scalar(item, around);
    if (text === undefined) return undefined;
    const right = text.trimStart().startsWith('*');
    return { text: right ? text.replace(/^\s*\*/, '') : text, right, line };
  }

  /** `text` and `right: true`; or one of `right` and `wrong` with the text behind it. */
  private optionWithKeys(item: YAMLMap, line: number): WrittenOption | undefined {
    this.checkKeys(item, OPTION_KEYS);
    const about = { line, feedback: this.text(item, 'feedback'), misconception: this.text(item, 'misconception') };
    const [text, right, wrong] = [this.text(item, 'text'), this.text(item, 'right'), this.text(item, 'wrong')];
    if (text !== undefined && wrong === undefined) {
      if (right === undefined || right === 'true' || right === 'false')
        return { text, right: right === 'true', ...about };
      this.mistakes.add(line, 'Beside `text`, `right` is true or false.');
      return undefined;
    }
    if (text === undefined && right !== undefined && wrong === undefined) return { text: right, right: true, ...about };
    if (text === undefined && right === undefined && wrong !== undefined)
      return { text: wrong, right: false, ...about };
    this.mistakes.add(
      line,
      'An option is written `- right: …` or `- wrong: …`, or as a text with `*` before the right one.',
    );
    return undefined;
  }

  private number(item: YAMLMap): WrittenQuestion['number'] {
    const written = (key: string) => ({ text: this.text(item, key), line: this.lineOf(item.get(key, true), item) });
    return readNumber(written('number'), written('tolerance'), this.mistakes);
  }

  private accepted(item: YAMLMap): string[] | undefined {
    if (!item.has('accept')) return undefined;
    const value = item.get('accept', true);
    const items = isSeq(value) ? value.items : [value];
    return items.flatMap((one) => this.scalar(one, item) ?? []);
  }

  private checkKeys(item: YAMLMap, known: readonly string[]): void {
    for (const { key } of item.items) {
      const name = isScalar(key) ? String(key.value) : '';
      if (known.includes(name)) continue;
      const near = nearest(name, known);
      const hint = near ? `Did you mean \`${near}\`?` : `The keys are ${known.join(', ')}.`;
      this.mistakes.add(this.lineOf(key, item), `I do not know \`${shorten(name)}\` here. ${hint}`);
    }
  }

  private list(item: YAMLMap, key: string): readonly unknown[] {
    const value = item.get(key, true);
    if (value === undefined) return [];
    if (isSeq(value)) return value.items;
    this.mistakes.add(this.lineOf(value, item), `\`${key}\` is a list: each item on its own line behind a dash.`);
    return [];
  }

  private text(item: YAMLMap, key: string): string | undefined {
    return item.has(key) ? this.scalar(item.get(key, true), item) : undefined;
  }

  /** A text as it is written: 1.50 stays 1.50. */
  private scalar(node: Found, around: Node): string | undefined {
    if (isScalar(node)) return node.source ?? String(node.value ?? '');
    const what = isAlias(node)
      ? STAR
      : 'Here a text or a number is needed. One with `: ` or ` #` in it must stand in quotation marks.';
    this.mistakes.add(this.lineOf(node, around), what);
    return undefined;
  }

  /** Where a node begins; what has no place of its own, as the value of `{key}`, counts as where it is in. */
  private lineOf(node: Found, around: Node): number {
    const [start] = (node as Node | null | undefined)?.range ?? around.range ?? [0];
    return this.lines.linePos(start).line;
  }
}
