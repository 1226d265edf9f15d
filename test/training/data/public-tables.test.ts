import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeText } from '../../../src/platforms/decode.ts';
import { readSamples } from '../../../src/training/data/samples.ts';

/** A column as it is written down, and what it is to become. */
interface Column {
  readonly name: string;
  /** A cell in plain English; numbers are written in the dialect of the table. */
  readonly cells: readonly (string | number)[];
  /** Around a number. */
  readonly form?: (text: string) => string;
  /** One a row, for each input that it is. */
  readonly inputs: readonly { readonly name: string; readonly values: readonly number[] }[];
  readonly leftOut?: string;
}

const ROWS = { least: 20, most: 36 };
const WORDS = ['ash', 'birch', 'elm', 'größte Eiche'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

type Make = (name: string, random: (most: number) => number, rows: number) => Column;

const list = <T>(rows: number, make: (row: number) => T): T[] => Array.from({ length: rows }, (_, row) => make(row));
const ofNumbers =
  (value: (random: (most: number) => number) => number, by = 1, form?: Column['form']): Make =>
  (name, random, rows) => {
    const cells = list(rows, () => value(random));
    return { name, cells, ...(form && { form }), inputs: [{ name, values: cells.map((cell) => cell / by) }] };
  };
const ofWords = (words: readonly string[]): Make =>
  function make(name, random, rows) {
    const cells = list(rows, (row) => words[row < words.length ? row : random(words.length)] as string);
    const isPair = words.length === 2;
    const inputs = (isPair ? words.slice(1) : words).map((word) => ({
      name: `${name} = ${word}`,
      values: cells.map((cell) => Number(cell === word)),
    }));
    return { name, cells, inputs };
  };
const ofNothing =
  (why: string, cell: (row: number, random: (most: number) => number) => string): Make =>
  (name, random, rows) => ({ name, cells: list(rows, (row) => cell(row, random)), inputs: [], leftOut: why });
const two = (number: number): string => String(number).padStart(2, '0');

const USEFUL: Readonly<Record<string, Make>> = {
  decimals: ofNumbers((random) => (random(200_000) - 100_000) / 100 + 0.001),
  halves: ofNumbers((random) => (random(40) - 20) / 2),
  whole: ofNumbers((random) => 17 * random(900) - 3000),
  large: ofNumbers((random) => 1000 * random(9000) + 10_000),
  percent: ofNumbers(
    (random) => random(1000) / 10 + 0.05,
    100,
    (text) => `${text}%`,
  ),
  dollars: ofNumbers(
    (random) => random(90_000) / 4,
    1,
    (text) => `$${text}`,
  ),
  euros: ofNumbers(
    (random) => random(90_000) / 4,
    1,
    (text) => `${text} €`,
  ),
  trees: ofWords(WORDS),
  answers: ofWords(['no', 'yes']),
  truth: ofWords(['FALSE', 'TRUE']),
};
const USELESS: Readonly<Record<string, Make>> = {
  day: ofNothing('date', (_, random) => `2024-${two(1 + random(12))}-${two(1 + random(28))}`),
  german: ofNothing('date', (_, random) => `${1 + random(28)}.${1 + random(12)}.2023`),
  month: ofNothing('date', (_, random) => `${MONTHS[random(12)]} ${2000 + random(25)}`),
  remark: ofNothing('text', (row) => `seen by ${String.fromCharCode(97 + (row % 26))}${row}`),
  place: ofNothing('same', () => 'Ghent'),
};

const table = fc.record({
  seed: fc.nat(),
  rows: fc.integer({ min: ROWS.least, max: ROWS.most }),
  kinds: fc.tuple(
    fc.constantFrom(...Object.keys(USEFUL)),
    fc.array(fc.constantFrom(...Object.keys(USEFUL), ...Object.keys(USELESS)), { maxLength: 4 }),
  ),
  target: fc.constantFrom('number', 'trees', 'answers'),
  index: fc.constantFrom('none', 'id', 'Unnamed: 0', 'sample'),
  names: fc.boolean(),
  delimiter: fc.constantFrom(',', ';', '\t', '|'),
  comma: fc.boolean(),
  grouped: fc.boolean(),
  quotes: fc.constantFrom('none', 'words', 'all'),
  trail: fc.boolean(),
  missing: fc.constantFrom('none', '', 'NA', '?', '-', 'n/a'),
  around: fc.constantFrom('none', 'comment', 'title', 'sep', 'blank', 'end'),
  empty: fc.boolean(),
  line: fc.constantFrom('\n', '\r\n', '\r'),
  encoding: fc.constantFrom('utf8', 'mark', 'utf16le', 'utf16be', 'windows'),
});
type Spec = typeof table extends fc.Arbitrary<infer T> ? T : never;

interface Meant {
  readonly columns: readonly Column[];
  readonly target: Column;
  readonly isClass: boolean;
  /** Rows in which the first input has no value. */
  readonly gaps: ReadonlySet<number>;
}

function meant({ seed, rows, kinds: [first, others], target, missing, grouped }: Spec): Meant {
  let state = seed;
  const random = (most: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state % most;
  };
  const makers: Readonly<Record<string, Make>> = { ...USEFUL, ...USELESS };
  // With `1.234` alone nobody could say whether it is a thousand.
  const kinds = [first, ...others, ...(grouped ? ['decimals'] : [])];
  const columns = kinds.map((kind, i) => (makers[kind] as Make)(`${kind} ${i + 1}`, random, rows));
  const goal = target === 'number' ? 'decimals' : target;
  const gaps = new Set(missing === 'none' ? [] : [4 + random(rows - 4)]);
  return {
    columns,
    target: (USEFUL[goal] as Make)('goal', random, rows),
    isClass: target !== 'number',
    gaps,
  };
}

/** The bytes of a table in its dialect. */
function written(spec: Spec, { columns, target, gaps }: Meant): Uint8Array {
  const { delimiter, comma, index, names, trail, around, empty, line, encoding } = spec;
  // What stands inside of numbers has to be quoted where it parts cells as well.
  const inNumbers = comma || spec.grouped;
  const quoted = (cell: string, isNumber: boolean): string => {
    const needs = spec.quotes === 'all' || (isNumber && delimiter === ',' && inNumbers);
    return needs || (spec.quotes === 'words' && !isNumber) || cell.includes(delimiter) ? `"${cell}"` : cell;
  };
  const numberOf = (value: number): string => {
    const [whole = '', decimals] = String(value).split('.');
    const group = comma ? '.' : ',';
    const grouped = spec.grouped ? whole.replace(/\B(?=(\d{3})+$)/g, group) : whole;
    return decimals === undefined ? grouped : `${grouped}${comma ? ',' : '.'}${decimals}`;
  };
  const cellOf = ({ cells, form }: Column, row: number): string => {
    const cell = cells[row] as string | number;
    if (typeof cell === 'string') return quoted(cell, false);
    const text = numberOf(cell);
    return quoted(form ? form(text) : text, true);
  };
  const all = [...columns, target];
  const body = list(spec.rows, (row) => [
    ...(index === 'none' ? [] : [String(row + 1)]),
    ...all.map((column, i) => (i === 0 && gaps.has(row) ? spec.missing : cellOf(column, row))),
  ]);
  const head = [...(index === 'none' ? [] : [index]), ...all.map(({ name }) => name)].map((name) =>
    quoted(name, false),
  );
  const lines = [...(names ? [head] : []), ...body].map((cells) => cells.join(delimiter) + (trail ? delimiter : ''));
  if (empty) lines.splice(5, 0, delimiter.repeat(head.length - 1));
  const before = {
    comment: '# made for a test',
    title: 'Trees of a town',
    sep: `sep=${delimiter}`,
    blank: '',
  } as const;
  if (around in before) lines.unshift(before[around as keyof typeof before]);
  if (around === 'end') lines.push('', 'Source: made for a test');
  const text = `${lines.join('\n')}\n`.replaceAll('\n', line);
  switch (encoding) {
    case 'utf16le':
      return Buffer.from(`\ufeff${text}`, 'utf16le');
    case 'utf16be':
      return Buffer.from(`\ufeff${text}`, 'utf16le').swap16();
    case 'windows':
      return Buffer.from(text.replaceAll('€', '\x80'), 'latin1');
    default:
      return Buffer.from((encoding === 'mark' ? '\ufeff' : '') + text);
  }
}

it('200 public-looking tables of all kinds of columns are read as meant', () => {
  fc.assert(
    fc.property(table, (spec) => {
      const wanted = meant(spec);
      const text = decodeText(written(spec, wanted));
      const { xs, ys, columns, reading } = readSamples(text);
      const kept = list(spec.rows, (row) => row).filter((row) => !wanted.gaps.has(row));
      const inputs = wanted.columns.flatMap((column) => column.inputs);
      expect(xs.map((row) => row.map((x) => Number(x.toPrecision(12))))).toEqual(
        kept.map((row) => inputs.map(({ values }) => Number((values[row] as number).toPrecision(12)))),
      );
      const goal = wanted.target.cells as readonly (string | number)[];
      if (wanted.isClass) {
        const answers = ys.map((row) =>
          row.length === 1 ? columns?.classes?.[Number(row[0] === 1)] : columns?.classes?.[row.indexOf(1)],
        );
        expect(answers).toEqual(kept.map((row) => goal[row]));
      } else expect(ys).toEqual(kept.map((row) => [goal[row]]));
      const useless = wanted.columns.flatMap(({ leftOut }) => leftOut ?? []);
      expect(reading?.leftOut.map(({ why }) => why)).toEqual([...(spec.index === 'none' ? [] : ['id']), ...useless]);
      expect(reading?.incomplete).toBe(wanted.gaps.size);
      if (spec.names) expect([columns?.inputs, columns?.target]).toEqual([inputs.map(({ name }) => name), 'goal']);
    }),
    { numRuns: 200, seed: 99 },
  );
});
