import { shorten } from '../../../text.ts';
import type { LeftOut } from '../formats.ts';
import { optionsMeant, type Told } from '../meant.ts';
import { numberOf } from '../numbers.ts';
import { own, type WrittenOption, type WrittenQuestion } from '../written.ts';
import type { Columns } from './columns.ts';

/** What is needed of a row; see `Cells` in `sheet.ts`. */
interface Row {
  readonly line: number;
  readonly mistakes: { add(line: number, what: string): void };
  readonly get: (name: string) => string | undefined;
  readonly options: ReadonlyMap<number, string>;
}

/** Types of questions that cannot be asked here, by what sheets call them. */
const LEFT: readonly (readonly [RegExp, string])[] = [
  [/essay|open|long/i, 'essay'],
  [/poll|survey|opinion/i, 'poll'],
  [/slide|description|content|info/i, 'description'],
  [/match|order|puzzle|jumble|drag|cloze|hotspot/i, 'question of another type'],
];

/** Options of one cell, parted by bars, semicolons or lines, without the letters before them. */
function unpacked(cell: string): string[] {
  const mark = ['|', '\n', ';', ' / ', ','].find((sign) => cell.includes(sign)) ?? ',';
  const parts = cell
    .split(mark)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const labelled = parts.map((part) => /^\(?([a-h]|[1-8])\s*[).:]\s*(.*)$/is.exec(part));
  const inOrder = labelled.every(
    (found, i) =>
      found?.[1] !== undefined && [String(i + 1), String.fromCharCode(97 + i)].includes(found[1].toLowerCase()),
  );
  return inOrder ? labelled.map((found) => found?.[2]?.trim() ?? '') : parts;
}

/**
 * A reader of rows that have options and tell which of them is right, by its text, number or letter. What a number means
 * is the same for all rows.
 */
export function foreignReader(
  rows: readonly Row[],
  { columns }: Columns,
): (row: Row, question: WrittenQuestion) => WrittenQuestion | LeftOut {
  const lettered = columns.some(({ lettered }) => lettered);
  const packed = columns.some(({ name }) => name === 'packed');
  const optionsOf = (row: Row): string[] => {
    const cell = row.get('packed');
    return row.options.size > 0 ? places(row.options) : cell === undefined ? [] : unpacked(cell);
  };
  // Where all are texts of options, and none counts them for sure, the texts are meant; else numbers count the options.
  const byText =
    rows.every((row) => optionsMeantAll(row.get('correct'), optionsOf(row))) &&
    (packed || rows.some((row) => !isPlace(row.get('correct'), optionsOf(row))));
  const told = (cell: string): Told =>
    byText ? 'text' : lettered ? (/^[a-h]$/i.test(cell) ? 'place' : 'text') : 'place';
  return (row, question) => {
    const { line } = row;
    const type = row.get('type') ?? '';
    const left = LEFT.find(([pattern]) => pattern.test(type))?.[1];
    if (left !== undefined)
      return { line, what: left, why: `Its type is \`${shorten(type)}\`, which cannot be asked here.` };
    return answered(row, question, optionsOf(row), told);
  };
}

/** The texts by their places; empty where a place has none. */
function places(options: ReadonlyMap<number, string>): string[] {
  const most = Math.max(-1, ...options.keys());
  return Array.from({ length: most + 1 }, (_, i) => options.get(i) ?? '');
}

const optionsMeantAll = (cell: string | undefined, options: readonly string[]): boolean =>
  cell === undefined || options.some((option) => option.toLowerCase() === cell.trim().toLowerCase());

const isPlace = (cell: string | undefined, options: readonly string[]): boolean =>
  cell === undefined || Boolean(options[Number(cell) - 1]);

function answered(
  row: Row,
  question: WrittenQuestion,
  options: readonly string[],
  told: (cell: string) => Told,
): WrittenQuestion {
  const { line, mistakes } = row;
  const correct = row.get('correct');
  if (question.options.length > 0 && options.length === 0) {
    // The right answer beside wrong ones.
    if (correct === undefined || question.options.some(({ right }) => right)) return question;
    return { ...question, options: [{ text: own(correct), right: true, line }, ...question.options] };
  }
  if (question.number !== undefined || question.accept !== undefined) return question;
  if (correct === undefined) {
    mistakes.add(line, 'It is not told which answer is right.');
    return { ...question, broken: true };
  }
  if (options.length === 0) return typedAnswer(question, correct);
  const rights = optionsMeant(correct, options, told(correct.trim()));
  if (rights.length === 0) {
    mistakes.add(line, `None of the options is \`${shorten(correct)}\`.`);
    return { ...question, broken: true };
  }
  const truth = options.length === 2 && /^true$/i.test(options[0] ?? '') && /^false$/i.test(options[1] ?? '');
  return {
    ...question,
    ordered: truth || undefined,
    options: options.flatMap((text, i): WrittenOption[] =>
      text === '' ? [] : [{ text: own(truth ? (i === 0 ? 'True' : 'False') : text), right: rights.includes(i), line }],
    ),
  };
}

/** Without options the answer is typed, unless it is true or false. */
function typedAnswer(question: WrittenQuestion, correct: string): WrittenQuestion {
  const { line } = question;
  const truth = /^(true|false)$/i.exec(correct)?.[1]?.toLowerCase();
  if (truth !== undefined) {
    const option = (text: string): WrittenOption => ({ text: own(text), right: text.toLowerCase() === truth, line });
    return { ...question, ordered: true, options: [option('True'), option('False')] };
  }
  const value = numberOf(correct);
  return value === undefined
    ? { ...question, accept: correct.split('|') }
    : { ...question, number: { value, tolerance: 0 } };
}
