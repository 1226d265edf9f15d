import { UserError } from '../../errors.ts';
import { MAX_FILE } from '../../limits.ts';
import { capitalize, counted, shorten } from '../../text.ts';
import type { DataSet, LeftOut } from '../data.ts';
import { MAX_COLUMNS } from '../rows.ts';
import { yesNo } from './cells.ts';
import { type Column, chosen, columnsOf, MOST_WORDS, wordOf, wrongCell } from './columns.ts';
import { readTable, type Table } from './table.ts';

/** What a person says about the columns of a file. */
export interface Choice {
  readonly target?: string | undefined;
  readonly inputs?: string | undefined;
  readonly drop?: string | undefined;
}

/** Rows without a value may be so many of all. */
const MOST_INCOMPLETE = 0.2;
/** Two whole numbers in so many rows are two classes. */
const ROWS_OF_CLASSES = 10;

/**
 * Reads a table from a text: which columns are inputs and which is the target, numbers and words.
 *
 * @throws UserError that names row, column and what stands there
 */
export function readSamples(text: string, choice: Choice = {}): DataSet {
  if (text.length > MAX_FILE)
    throw new UserError(`This file has ${text.length} characters; ${MAX_FILE} fit.`, { code: 'E_FILE_TOO_LARGE' });
  const table = readTable(text);
  const columns = columnsOf(table);
  const { target, inputs, leftOut } = choose(columns, choice);
  for (const column of [...inputs, target]) if (column.kind === 'broken') throw wrongCell(table, column, choice.drop);
  checkInputs(inputs, leftOut);
  checkTarget(target);
  const complete = completeRows(table, [...inputs, target], choice.drop);
  const features = inputs.flatMap(featuresOf);
  if (features.length > MAX_COLUMNS) throw tooManyInputs(inputs, features.length, choice.drop);
  const { ys, classes } = targetsOf(target, complete);
  return {
    name: 'your file',
    xs: complete.map((row) => features.map(({ at }) => at(row))),
    ys,
    columns: { inputs: features.map(({ name }) => name), target: target.name, ...(classes && { classes }) },
    reading: {
      delimiter: table.delimiter,
      decimal: table.decimal,
      skipped: table.titles + table.comments,
      unusual: [...inputs, target].flatMap(({ unusual }) => unusual ?? []),
      leftOut: leftOut.map(({ name, kind, words }) => ({
        name,
        why: kind === 'words' ? 'text' : (kind as LeftOut),
        words: words.length,
      })),
      words: inputs.filter(({ kind }) => kind === 'words').map(({ name, words }) => ({ name, words })),
      rows: table.rows.length,
      incomplete: table.rows.length - complete.length,
    },
  };
}

interface Chosen {
  readonly target: Column;
  readonly inputs: readonly Column[];
  /** Not dropped by the person, but of no use. */
  readonly leftOut: readonly Column[];
}

/** Different words in so many of the rows are names. */
const NAMES = 0.8;

/** Numbers, and words that are no names; a wrong cell among numbers is worth a word. */
function isUseful({ kind, words, cells }: Column): boolean {
  const filled = cells.filter((cell) => cell !== undefined).length;
  if (kind === 'words') return filled <= 2 || words.length <= NAMES * filled;
  return kind === 'number' || kind === 'broken';
}

function choose(columns: readonly Column[], { target, inputs, drop }: Choice): Chosen {
  const dropped = drop === undefined ? [] : chosen(columns, drop, 'drop');
  const kept = columns.filter((column) => !dropped.includes(column));
  const wanted = inputs === undefined ? undefined : chosen(columns, inputs, 'inputs');
  const last = kept.filter((column) => !wanted?.includes(column)).at(-1);
  const aim = target === undefined ? last : chosen(columns, target, 'target')[0];
  if (aim === undefined)
    throw new UserError(`With \`${shorten(drop ?? inputs ?? '')}\` no column is left for the target.`, {
      code: 'E_NO_TARGET',
      hint: 'Keep one input and the target at least.',
    });
  if (wanted !== undefined) return { target: aim, inputs: wanted.filter((column) => column !== aim), leftOut: [] };
  const others = kept.filter((column) => column !== aim);
  return {
    target: aim,
    inputs: others.filter(isUseful),
    leftOut: others.filter((column) => !isUseful(column)),
  };
}

function tooManyInputs(inputs: readonly Column[], count: number, dropped: string | undefined): UserError {
  // Those with the most words are left out first.
  const drop: number[] = [];
  let left = count;
  const sorted = [...inputs].sort((a, b) => b.words.length - a.words.length);
  const [widest] = sorted;
  for (const column of sorted) {
    if (left <= MAX_COLUMNS) break;
    drop.push(column.number);
    left -= Math.max(1, column.words.length);
  }
  const list = [...(dropped === undefined ? [] : [dropped]), ...drop].join(',');
  return new UserError(
    `With one input a word, as of \`${shorten(widest?.name ?? '')}\`, these columns are ${count} inputs; ${MAX_COLUMNS} fit.`,
    {
      code: 'E_TOO_MANY_INPUTS',
      hint: `Leave some out, as with \`--drop ${list}\`, or choose with \`--inputs\`.`,
      option: 'drop',
      correction: list,
    },
  );
}

/** A column as a sentence names it. */
const called = ({ name, number }: Column): string =>
  name === `column ${number}` ? name : `column \`${shorten(name)}\``;

/** Why a column cannot be computed with. */
const WHY: Readonly<Record<string, (column: Column) => string>> = {
  date: () => 'has dates',
  text: ({ words }) => `has ${words.length} different texts; ${MOST_WORDS} fit`,
  same: ({ words }) => `has the same text in every row: \`${shorten(words[0] ?? '')}\``,
  empty: () => 'is empty',
};

function checkInputs(inputs: readonly Column[], leftOut: readonly Column[]): void {
  const [first] = leftOut;
  if (inputs.length === 0) {
    const why = first === undefined ? '' : `: ${called(first)} ${WHY[first.kind]?.(first) ?? 'counts the rows'}`;
    throw new UserError(`No column is left for the inputs${why}.`, {
      code: 'E_NO_INPUTS',
      hint: 'Keep one column of numbers, or of few different words, beside the target. `--inputs` takes a column that was left out.',
      option: 'inputs',
      correction: leftOut.find(({ kind }) => kind === 'id' || kind === 'words')?.number.toString(),
    });
  }
  const useless = inputs.find(({ kind }) => WHY[kind] !== undefined);
  if (useless === undefined) return;
  throw new UserError(`${capitalize(called(useless))} ${WHY[useless.kind]?.(useless)}, and cannot be an input.`, {
    code: 'E_USELESS_INPUT',
    hint: 'Take it out of `--inputs`.',
    option: 'inputs',
    correction: inputs
      .filter((column) => column !== useless)
      .map(({ number }) => number)
      .join(','),
  });
}

function checkTarget(target: Column): void {
  const why = WHY[target.kind]?.(target);
  if (why === undefined) return;
  throw new UserError(`The target, ${called(target)}, ${why}.`, {
    code: 'E_USELESS_TARGET',
    hint: 'Say which column is the target: `--target NAME`, or its number, as in `--target 1`.',
    option: 'target',
    correction: '1',
  });
}

/** The rows, from 0, with a value in each of these columns. */
function completeRows({ rows }: Table, columns: readonly Column[], dropped: string | undefined): number[] {
  const complete = rows.flatMap((_, row) => (columns.every(({ cells }) => cells[row] !== undefined) ? [row] : []));
  if (rows.length - complete.length <= MOST_INCOMPLETE * rows.length) return complete;
  const gaps = columns.map((column) => column.cells.filter((cell) => cell === undefined).length);
  const worst = gaps.indexOf(Math.max(...gaps));
  const { name, number, cells } = columns[worst] as Column;
  const called = name === `column ${number}` ? `Column ${number}` : `Column ${number} (\`${shorten(name)}\`)`;
  const first = rows[cells.indexOf(undefined)]?.line;
  const count = gaps[worst] as number;
  const where = count === 1 ? `in row ${first}` : `in ${count} of ${rows.length} rows, first in row ${first}`;
  const missing = rows.length - complete.length;
  throw new UserError(`${called} is empty ${where}.`, {
    code: 'E_MISSING_VALUES',
    hint: `Rows without a value are left out, up to ${MOST_INCOMPLETE * 100} % of them; here ${counted(missing, 'row')} of ${rows.length} would be. Fill them, or leave the column out: \`--drop ${number}\`.`,
    option: 'drop',
    correction: [dropped, number].filter((part) => part !== undefined).join(','),
  });
}

/** An input: what it is called, and its value in a row of the file. */
interface Feature {
  readonly name: string;
  readonly at: (row: number) => number;
}

/** Numbers are one input; yes and no are 1 and 0; of other words each is an input, 1 where it stands. */
function featuresOf({ name, kind, cells, values, words }: Column): Feature[] {
  if (kind !== 'words') return [{ name, at: (row) => values[row] as number }];
  const is = (word: string) => (row: number) => Number(wordOf(cells[row] as string) === wordOf(word));
  const pair = yesNo(words);
  if (pair !== undefined) return [{ name: `${name} = ${pair[1]}`, at: is(pair[1]) }];
  return words.map((word) => ({ name: `${name} = ${word}`, at: is(word) }));
}

/** Numbers as they are; of two classes -1 and 1; of more classes an output each, 1 for its own and -1 for the others. */
function targetsOf(target: Column, rows: readonly number[]): { ys: number[][]; classes?: readonly string[] } {
  const { kind, cells, values } = target;
  const words = kind === 'words' ? wordsOf(target, rows) : numberClasses(values, rows);
  if (words === undefined) return { ys: rows.map((row) => [values[row] as number]) };
  const isWord = (row: number, word: string): boolean =>
    kind === 'words' ? wordOf(cells[row] as string) === wordOf(word) : String(values[row]) === word;
  const outputs = words.length > 2 ? words : words.slice(-1);
  return { ys: rows.map((row) => outputs.map((word) => (isWord(row, word) ? 1 : -1))), classes: words };
}

/** The words of these rows. */
function wordsOf({ cells, words }: Column, rows: readonly number[]): string[] {
  const present = new Set(rows.map((row) => wordOf(cells[row] as string)));
  return words.filter((word) => present.has(wordOf(word)));
}

/** Two whole numbers in many rows are classes, such as 1 and 2; those that are targets as they stand stay. */
function numberClasses(values: readonly number[], rows: readonly number[]): string[] | undefined {
  const found = [...new Set(rows.map((row) => values[row] as number))].sort((a, b) => a - b);
  const [low, high] = found;
  if (found.length !== 2 || rows.length < ROWS_OF_CLASSES || !found.every(Number.isInteger)) return undefined;
  return high === 1 && (low === 0 || low === -1) ? undefined : found.map(String);
}
