import { readDecimal, shorten } from '../../text.ts';
import { type Cell, find, textOf, toCells } from './gift-cells.ts';
import { htmlToText } from './gift-html.ts';
import type { Mistakes, WrittenOption, WrittenQuestion } from './written.ts';

/** Longer than any question that passes the later checks. */
const MAX_BLOCK = 20_000;
const BLANK = '_____';

/**
 * The questions of a Moodle GIFT file: multiple choice, true or false, numbers with a tolerance, short answers and
 * missing words. The other types are refused by name. What is wrong goes to `mistakes`.
 *
 * A reader of our own, for the grammars there are stop at the first mistake, refuse the colon of an everyday sentence and
 * do not know `1e-3` or a feedback behind a number.
 */
export function readGift(text: string, mistakes: Mistakes): WrittenQuestion[] {
  return blocksOf(text).flatMap(({ text: block, line }) => {
    if (block.length > MAX_BLOCK) {
      mistakes.add(line, `The question that begins here has ${block.length} characters; ${MAX_BLOCK} fit.`);
      return [];
    }
    try {
      return readBlock(block, line) ?? [];
    } catch (error) {
      if (!(error instanceof GiftMistake)) throw error;
      mistakes.add(error.line, error.message);
      return [];
    }
  });
}

/** Questions are parted by empty lines. */
function blocksOf(text: string): { text: string; line: number }[] {
  const blocks: { text: string[]; line: number }[] = [];
  let open: string[] | undefined;
  text.split('\n').forEach((content, i) => {
    if (content.trim() === '') open = undefined;
    else if (open !== undefined) open.push(content);
    else {
      open = [content];
      blocks.push({ text: open, line: i + 1 });
    }
  });
  return blocks.map((block) => ({ text: block.text.join('\n'), line: block.line }));
}

class GiftMistake extends Error {
  readonly line: number;
  constructor(line: number, message: string) {
    super(message);
    this.line = line;
  }
}

type Answer = Pick<WrittenQuestion, 'options' | 'number' | 'accept' | 'ordered'>;

function readBlock(block: string, firstLine: number): WrittenQuestion | undefined {
  const withoutCategory = block.replace(/^(\s*\/\/[^\n]*\n)*\s*\$CATEGORY:[^\n]*/i, (line) =>
    line.replaceAll(/[^\n]/g, ''),
  );
  const all = toCells(withoutCategory, firstLine);
  const start = all.findIndex(({ character }) => character.trim() !== '');
  if (start < 0) return undefined;
  const cells = withoutTitle(all.slice(start));
  const line = all[start]?.line ?? firstLine;
  const open = find(cells, '{');
  if (open < 0) throw new GiftMistake(line, 'This is a text without an answer in `{…}`: descriptions cannot be asked.');
  const openLine = cells[open]?.line ?? line;
  const close = find(cells, '}', open);
  if (close < 0)
    throw new GiftMistake(openLine, 'The `{` is never closed. Within a question there can be no empty line.');
  const second = find(cells, '{', open + 1);
  if (second >= 0) {
    throw new GiftMistake(cells[second]?.line ?? line, 'There is a second `{`. Write `\\{` for the character itself.');
  }
  const before = formatted(cells.slice(0, open));
  const after = textOf(cells.slice(close + 1));
  const body = cells.slice(open + 1, close);
  const general = find(body, '####');
  const answer = readAnswer(general < 0 ? body : body.slice(0, general), openLine, before.format);
  return {
    line,
    prompt: after === '' ? before.text : `${before.text} ${BLANK} ${after}`,
    level: /\[tag:level-([^\]]*)\]/.exec(block)?.[1],
    explanation: general < 0 ? undefined : formatted(body.slice(general + 4), before.format).text,
    ...answer,
  };
}

function withoutTitle(cells: readonly Cell[]): readonly Cell[] {
  if (find(cells.slice(0, 2), '::') !== 0) return cells;
  const end = find(cells, '::', 2);
  if (end < 0) throw new GiftMistake(cells[0]?.line ?? 1, 'The title begins with `::` and does not end with `::`.');
  return cells.slice(end + 2);
}

/** A text and its format, which may stand before it; HTML becomes what it says. */
function formatted(cells: readonly Cell[], inherited = 'moodle'): { text: string; format: string } {
  const whole = textOf(cells);
  const [mark = '', named] = /^\[(html|moodle|plain|markdown)\]/i.exec(whole) ?? [];
  const format = named?.toLowerCase() ?? inherited;
  const text = whole.slice(mark.length).trim();
  return { format, text: format === 'html' ? htmlToText(text).trim() : text };
}

function readAnswer(body: readonly Cell[], line: number, format: string): Answer {
  const start = body.findIndex(({ character }) => character.trim() !== '');
  if (start < 0) throw new GiftMistake(line, 'Nothing stands in `{}`: essays cannot be graded.');
  const cells = body.slice(start);
  if (cells[0]?.special && cells[0].character === '#') return readNumbers(cells.slice(1), line);
  const [first, ...feedback] = split(cells, '#');
  const truth = /^(t|true|f|false)$/i.exec(textOf(first?.cells ?? []))?.[1];
  if (truth !== undefined) return trueOrFalse(truth.toLowerCase().startsWith('t'), feedback, line, format);
  const parts = choicesOf(cells);
  if (parts.length === 0) return { options: [], accept: [textOf(first?.cells ?? [])] };
  if (parts.every(({ right, cells: choice }) => right && textOf(choice).includes('->'))) {
    throw new GiftMistake(line, 'Matching questions (`=… -> …`) are not supported.');
  }
  const options = parts.map((part) => readChoice(part, format));
  if (options.every(({ right }) => right)) return { options: [], accept: options.map(({ text }) => text) };
  return { options };
}

/** The feedback of a true or false question is first for the wrong answer, then for the right one. */
function trueOrFalse(isTrue: boolean, feedback: readonly Part[], line: number, format: string): Answer {
  const [wrong, right] = feedback.map(({ cells }) => formatted(cells, format).text || undefined);
  const option = (text: string, is: boolean): WrittenOption => ({
    text,
    right: is,
    line,
    feedback: is ? right : wrong,
  });
  return { options: [option('True', isTrue), option('False', !isTrue)], ordered: true };
}

interface Part {
  readonly cells: readonly Cell[];
}

interface Choice extends Part {
  readonly right: boolean;
  readonly line: number;
}

function split(cells: readonly Cell[], mark: string): Part[] {
  const parts: Cell[][] = [[]];
  for (const cell of cells) {
    if (cell.special && cell.character === mark) parts.push([]);
    else parts.at(-1)?.push(cell);
  }
  return parts.map((part) => ({ cells: part }));
}

/** What stands behind each `=` and `~`; empty for an answer without any. */
function choicesOf(cells: readonly Cell[]): Choice[] {
  const choices: { right: boolean; line: number; cells: Cell[] }[] = [];
  for (const cell of cells) {
    if (cell.special && (cell.character === '=' || cell.character === '~')) {
      choices.push({ right: cell.character === '=', line: cell.line, cells: [] });
    } else if (choices.length > 0) choices.at(-1)?.cells.push(cell);
    else if (cell.character.trim() !== '') break;
  }
  return choices;
}

function readChoice(choice: Choice, format: string): WrittenOption {
  const [text, feedback] = split(choice.cells, '#');
  const { right, content } = weighed(choice, text?.cells ?? []);
  return {
    text: formatted(content, format).text,
    right,
    line: choice.line,
    feedback: feedback && formatted(feedback.cells, format).text,
  };
}

/** An answer counts for all or for nothing here: `%50%` is refused. A negative weight is wrong all the same. */
function weighed({ right, line }: Choice, cells: readonly Cell[]): { right: boolean; content: readonly Cell[] } {
  const whole = textOf(cells);
  const [mark, percent = ''] = /^%\s*(-?[\d.]+)\s*%/.exec(whole) ?? [];
  const weight = readDecimal(percent);
  if (mark === undefined || weight === undefined) return { right, content: cells };
  if (weight > 0 && weight < 100) {
    throw new GiftMistake(
      line,
      `Partly right answers (\`${shorten(mark)}\`) are not supported: mark one answer with \`=\`.`,
    );
  }
  const start = cells.findIndex(({ character }) => character.trim() !== '');
  return { right: weight > 0, content: cells.slice(start + mark.length) };
}

function readNumbers(cells: readonly Cell[], line: number): Answer {
  const choices = choicesOf(cells);
  if (choices.length === 0) return { options: [], number: readNumber(split(cells, '#')[0]?.cells ?? [], line) };
  const read = choices.map((choice) => {
    const [text, feedback] = split(choice.cells, '#');
    const { right, content } = weighed(choice, text?.cells ?? []);
    return { right, content, line: choice.line, feedback: feedback && textOf(feedback.cells) };
  });
  const right = read.filter((one) => one.right);
  const [only] = right;
  if (only === undefined || right.length > 1) {
    throw new GiftMistake(line, `There are ${right.length} right numbers; it must be one.`);
  }
  // An empty wrong answer is the feedback for all others, which is said to nobody here.
  const wrong = read.filter((one) => !one.right && !['', '*'].includes(textOf(one.content)));
  return {
    number: readNumber(only.content, only.line),
    options: wrong.map((one) => ({
      text: String(readNumber(one.content, one.line)?.value),
      right: false,
      line: one.line,
      feedback: one.feedback,
    })),
  };
}

/** `3`, `3:0.1` (tolerance) or `2.9..3.1` (range). */
function readNumber(cells: readonly Cell[], line: number): WrittenQuestion['number'] {
  const text = textOf(cells);
  const range = text.split('..');
  const [low, high] = range.map((part) => readDecimal(part.trim()));
  if (range.length === 2 && low !== undefined && high !== undefined && low <= high) {
    return { value: (low + high) / 2, tolerance: (high - low) / 2 };
  }
  const [number, tolerance] = text.split(':').map((part) => readDecimal(part.trim()));
  if (text.split(':').length <= 2 && number !== undefined && (!text.includes(':') || (tolerance ?? -1) >= 0)) {
    return { value: number, tolerance: tolerance ?? 0 };
  }
  throw new GiftMistake(line, `\`${shorten(text)}\` is no number such as \`3\`, \`3:0.1\` or \`2.9..3.1\`.`);
}
