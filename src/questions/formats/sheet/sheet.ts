import { shorten } from '../../../text.ts';
import type { LeftOut } from '../formats.ts';
import { readNumber } from '../numbers.ts';
import { Mistakes, own, type WrittenFile, type WrittenOption, type WrittenQuestion } from '../written.ts';
import { type Columns, isHead, type Row, readColumns, WRONG } from './columns.ts';
import { foreignReader } from './foreign.ts';
import { readSheet } from './rows.ts';

/** So many rows may stand before the names of the columns. */
const TITLES = 10;

/**
 * The questions of a sheet: the first row names the columns, each other row is a question. Beside our own columns it
 * knows those of others, which have options and say which of them is right.
 */
export function readCsv(text: string): WrittenFile {
  const { rows, commas, mistake } = readSheet(text);
  const broken: LeftOut[] = mistake === undefined ? [] : [{ ...mistake, what: 'question' }];
  const titles = rows.slice(0, TITLES).findIndex(isHead);
  const [head, ...rest] = rows.slice(Math.max(0, titles));
  if (head === undefined) return { questions: [], leftOut: broken, notes: [] };
  const columns = readColumns(head);
  if (Array.isArray(columns))
    return { questions: [], leftOut: columns.map((one) => ({ ...one, what: 'question' })), notes: [] };
  const places = new Map(columns.columns.map(({ name }, i) => [name, i]));
  // A comment stands alone in its row.
  const asked = rest.filter(
    ({ cells }) => !(cells[0]?.startsWith('#') && cells.every((cell, i) => i === 0 || cell === '')),
  );
  const read = asked.map((row) => cellsOf(row, columns, places));
  const fitting = read.filter(({ mistakes }) => mistakes.count === 0);
  const foreign = columns.foreign ? foreignReader(fitting, columns) : undefined;
  const leftOut = [...broken];
  const questions = read.flatMap((cells): WrittenQuestion[] => {
    if (cells.mistakes.count > 0) return [{ ...emptyQuestion(cells), broken: true }];
    const found = foreign === undefined ? ownQuestion(cells, commas) : foreign(cells, ownQuestion(cells, commas));
    if (!('why' in found)) return [found];
    leftOut.push(found);
    return [];
  });
  const unused = columns.unused.map((name) => `\`${shorten(name)}\``).join(', ');
  return { questions, leftOut, notes: unused === '' ? [] : [`Columns that were not used: ${unused}.`] };
}

/** The cells of a row by the names of their columns; empty ones are none. */
interface Cells {
  readonly line: number;
  readonly mistakes: Mistakes;
  readonly get: (name: string) => string | undefined;
  /** The options by their places. */
  readonly options: ReadonlyMap<number, string>;
}

function cellsOf({ line, cells }: Row, { columns }: Columns, places: ReadonlyMap<string, number>): Cells {
  const mistakes = new Mistakes();
  const extra = cells.slice(columns.length).find((cell) => cell !== '');
  if (extra !== undefined)
    mistakes.add(line, `\`${shorten(extra)}\` stands beyond the last column. Quote cells that have commas in them.`);
  const options = columns.flatMap(({ name, place }, i): [number, string][] =>
    name === 'option' && place !== undefined && cells[i] ? [[place, cells[i] as string]] : [],
  );
  return {
    line,
    mistakes,
    get: (name) => cells[places.get(name) ?? -1] || undefined,
    options: new Map(options.sort(([a], [b]) => a - b)),
  };
}

const emptyQuestion = ({ line, mistakes }: Cells): WrittenQuestion => ({
  line,
  mistakes,
  prompt: own(''),
  options: [],
});

function ownQuestion({ line, mistakes, get }: Cells, commas: boolean): WrittenQuestion {
  const wrong = WRONG.flatMap((n): WrittenOption[] => {
    const text = get(`wrong${n}`);
    const feedback = get(`feedback${n}`);
    const misconception = get(`misconception${n}`);
    if (text === undefined) {
      if (feedback !== undefined || misconception !== undefined)
        mistakes.add(line, `There is something about \`wrong${n}\`, which is empty.`);
      return [];
    }
    return [
      {
        text: own(text),
        right: false,
        line,
        feedback: feedback === undefined ? undefined : own(feedback),
        misconception,
      },
    ];
  });
  const right = get('right');
  const [hint, explanation] = [get('hint'), get('explanation')];
  return {
    line,
    mistakes,
    prompt: own(get('prompt') ?? ''),
    options: right === undefined ? wrong : [{ text: own(right), right: true, line }, ...wrong],
    number: readNumber({ text: get('number'), line }, { text: get('tolerance'), line }, mistakes, commas),
    accept: get('accept')?.split('|'),
    title: get('title'),
    topic: get('topic'),
    level: get('level'),
    hint: hint === undefined ? undefined : own(hint),
    explanation: explanation === undefined ? undefined : own(explanation),
  };
}
