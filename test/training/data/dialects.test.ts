import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeText } from '../../../src/platforms/decode.ts';
import { readSamples } from '../../../src/training/data/samples.ts';

/** What a table is and how it is written down. */
const table = fc.record({
  delimiter: fc.constantFrom(',', ';', '\t', '|', ' '),
  comma: fc.boolean(),
  names: fc.boolean(),
  index: fc.boolean(),
  grouped: fc.boolean(),
  trail: fc.boolean(),
  quotes: fc.boolean(),
  before: fc.constantFrom('', '\n', '# a comment\n', 'A title of the table\n', 'sep='),
  end: fc.constantFrom('\n', '\r\n', '\r'),
  encoding: fc.constantFrom('utf8', 'mark', 'utf16', 'latin1'),
  gap: fc.boolean(),
  target: fc.constantFrom('number', 'words', 'yes'),
  values: fc
    .array(
      fc.tuple(
        fc.integer({ min: -99_999, max: 99_999 }).map((value) => value / 100 + 0.005),
        fc.integer({ min: -500, max: 500 }).map((value) => value / 10 + 0.05),
        fc.integer({ min: 0, max: 2 }),
      ),
      { minLength: 6, maxLength: 30 },
    )
    // A target of words has two of them at least.
    .map((rows) => rows.map(([a, b, kind], i): [number, number, number] => [a, b, i < 3 ? i : kind])),
});

type Spec = typeof table extends fc.Arbitrary<infer T> ? T : never;

const WORDS = { words: ['ash', 'birch', 'größte Eiche'], yes: ['no', 'yes', 'yes'], number: ['-1', '0.5', '1'] };

function written(spec: Spec): Buffer {
  const { delimiter, names, index, grouped, trail, quotes, before, end, encoding, gap, target, values } = spec;
  const comma = spec.comma && delimiter !== ',';
  const quote = (cell: string): string => (quotes || (delimiter === ' ' && cell.includes(' ')) ? `"${cell}"` : cell);
  const number = (value: number, digits: number): string => {
    const [whole = '', decimals] = value.toFixed(digits).split('.');
    const group = grouped && (delimiter === ';' || quotes) ? (comma ? '.' : ',') : '';
    return `${whole.replace(/\B(?=(\d{3})+$)/g, group)}${comma ? ',' : '.'}${decimals}`;
  };
  const goal = (kind: number): string => {
    const word = WORDS[target][kind] as string;
    return target === 'number' && comma ? word.replace('.', ',') : word;
  };
  const rows = values.map(([a, b, kind], i) => [
    ...(index ? [String(i + 1)] : []),
    number(a, 3),
    number(b, 2),
    goal(kind),
  ]);
  const head = names ? [[...(index ? ['id'] : []), 'Länge', '2019', 'Art']] : [];
  const line = (cells: string[]): string =>
    cells.map(quote).join(delimiter) + (trail && delimiter !== ' ' ? delimiter : '');
  const lines = [...head, ...rows].map(line);
  // An empty row between the others, as spreadsheets leave them.
  if (gap) lines.splice(3, 0, delimiter === ' ' ? '' : delimiter.repeat((rows[0]?.length ?? 1) - 1));
  const start = before === 'sep=' ? (delimiter === ' ' ? '' : `sep=${delimiter}\n`) : before;
  const text = `${(start + lines.join('\n')).replaceAll('\n', end)}${end}`;
  if (encoding === 'utf16') return Buffer.from(`\ufeff${text}`, 'utf16le');
  return encoding === 'latin1'
    ? Buffer.from(text, 'latin1')
    : Buffer.from((encoding === 'mark' ? '\ufeff' : '') + text);
}

it('200 tables in all dialects are read as meant', () => {
  fc.assert(
    fc.property(table, (spec) => {
      const { xs, ys, columns, reading } = readSamples(decodeText(written(spec)));
      expect(xs).toEqual(spec.values.map(([a, b]) => [Number(a.toFixed(3)), Number(b.toFixed(2))]));
      expect(ys).toHaveLength(spec.values.length);
      const kinds = new Set(spec.values.map(([, , kind]) => WORDS[spec.target][kind] as string));
      if (spec.target === 'number') {
        expect(ys).toEqual(spec.values.map(([, , kind]) => [Number(WORDS.number[kind])]));
      } else expect(new Set(columns?.classes)).toEqual(kinds);
      expect(reading?.leftOut.map(({ why }) => why)).toEqual(spec.index ? ['id'] : []);
      if (spec.names) expect(columns).toMatchObject({ inputs: ['Länge', '2019'], target: 'Art' });
    }),
    { numRuns: 200, seed: 7 },
  );
});
