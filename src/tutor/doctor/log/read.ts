import { stripVTControlCharacters } from 'node:util';
import { UserError } from '../../../errors.ts';

/** A learning curve from anywhere: losses in their order, NaN and Infinity where there were such. */
export interface Curve {
  readonly losses: readonly number[];
  /** On data that is not learned from, where the log has it. */
  readonly held: readonly number[];
}

const MOST = 10_000;
const NUMBER = String.raw`[-+−]?(?:\d+(?:\.\d*)?(?:e[-+]?\d+)?|\.\d+(?:e[-+]?\d+)?|inf(?:inity)?\b|nan\b)`;
/** What stands between the name and the number: `loss: 0.69`, `loss=0.69`, `'loss': 0.69`, `loss tensor(0.69`. */
const BETWEEN = String.raw`["']?\s*(?:[:=]|\bis\b|->)?\s*(?:tensor\()?\s*`;
const HELD = new RegExp(String.raw`\b(?:val|valid|validation|test|eval|dev)[ _-]?loss${BETWEEN}(${NUMBER})`, 'gi');
const LOSS = new RegExp(`loss${BETWEEN}(${NUMBER})`, 'gi');
const HELD_NAME = /^(?:val|valid|validation|test|eval|dev)[ _-]?loss$/i;
const LOSS_NAME = /^(?:(?:train(?:ing)?)[ _-]?)?(?:loss|cost|error|mse)$/i;
const EXAMPLE = '6.3 5.9 5.9 nan';

/**
 * Reads the losses of a log as programs print them: numbers alone, lines with `loss: 0.69`, or a table with a column
 * of that name.
 *
 * @param wanted the name of a column of the table
 * @throws UserError without any number
 */
export function readLog(text: string, wanted?: string): Curve {
  const plain = withPoints(stripVTControlCharacters(text).replace(/\r\n?/g, '\n'));
  const curve = ofTable(plain, wanted) ?? ofWords(plain) ?? { losses: ofNumbers(plain), held: [] };
  if (!curve.losses.some(Number.isFinite)) {
    throw new UserError('`--log` has no loss in it.', {
      code: 'E_LOG_WITHOUT_NUMBERS',
      hint: `Give the losses in their order: \`--log "${EXAMPLE}"\`.`,
      option: 'log',
      correction: EXAMPLE,
    });
  }
  return { losses: thinned(curve.losses), held: thinned(curve.held) };
}

/** Every so many of more values than a curve needs, and the last. */
function thinned(values: readonly number[]): readonly number[] {
  const every = Math.ceil(values.length / MOST);
  return every <= 1 ? values : values.filter((_, i) => i % every === 0 || i === values.length - 1);
}

/** Decimal commas as points, where commas cannot part numbers: each stands between digits, and no point does. */
function withPoints(text: string): string {
  const commas = text.match(/,/g)?.length ?? 0;
  const decimal = text.match(/(?<![\d,.])\d+,\d+(?![\d,.])/g)?.length ?? 0;
  const parted = /\d\.\d/.test(text) || !/[\s;]/.test(text.trim());
  return commas > 0 && decimal === commas && !parted ? text.replaceAll(',', '.') : text;
}

const numberOf = (text: string): number => {
  const plain = text.trim().replace('−', '-').toLowerCase();
  if (/^[-+]?inf(inity)?$/.test(plain)) return Number.POSITIVE_INFINITY;
  return plain === '' ? Number.NaN : Number(plain);
};

/** Numbers behind the word `loss`, wherever they stand. */
function ofWords(text: string): Curve | undefined {
  const held = [...text.matchAll(HELD)].map(([, number = '']) => numberOf(number));
  const losses = [...text.replace(HELD, ' ').matchAll(LOSS)].map(([, number = '']) => numberOf(number));
  if (losses.length === 0) return undefined;
  // What a program says where a number would not fit is the end of the curve.
  return { losses: /math range error|overflowerror/i.test(text) ? [...losses, Number.NaN] : losses, held };
}

/** Rows under names, one of which is that of the losses. */
function ofTable(text: string, wanted: string | undefined): Curve | undefined {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const [first = ''] = lines;
  const sign = ['\t', ';', ',', '|'].find((one) => first.includes(one));
  const cells = (line: string): string[] =>
    (sign === undefined ? line.trim().split(/\s+/) : line.split(sign)).map((cell) => cell.trim().replace(/^"|"$/g, ''));
  const names = cells(first);
  if (lines.length < 2 || names.some((name) => /^[-+]?[\d.]/.test(name) || /[:=]/.test(name))) return undefined;
  const named = (test: (name: string) => boolean): number => names.findIndex(test);
  const asked = named((name) => name.toLowerCase() === wanted?.toLowerCase());
  const column = asked >= 0 ? asked : named((name) => LOSS_NAME.test(name));
  if (column < 0) return undefined;
  const rows = lines.slice(1).map(cells);
  const beside = asked >= 0 ? -1 : named((name) => HELD_NAME.test(name));
  const of = (at: number): number[] => rows.map((row) => numberOf((row[at] ?? '').replace(',', '.')));
  return { losses: of(column), held: beside < 0 ? [] : of(beside).filter(Number.isFinite) };
}

/** Numbers alone; without those that only count the lines. */
function ofNumbers(text: string): number[] {
  const lines = text
    .split('\n')
    .map((line) =>
      [...line.matchAll(new RegExp(`(?<![\\w.])${NUMBER}(?![\\w.])`, 'gi'))].map(([number]) => numberOf(number)),
    )
    .filter(({ length }) => length > 0);
  const [start = Number.NaN] = lines[0] ?? [];
  const counts = lines.length > 1 && lines.every((line, i) => line.length === 2 && line[0] === start + i * step(lines));
  const losses = lines.flatMap((line) => (counts ? line.slice(1) : line));
  return /math range error|overflowerror/i.test(text) ? [...losses, Number.NaN] : losses;
}

const step = (lines: readonly (readonly number[])[]): number => (lines[1]?.[0] ?? 0) - (lines[0]?.[0] ?? 0);
