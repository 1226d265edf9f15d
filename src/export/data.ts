import type { DataSet, Step } from '../training/index.ts';
import { pythonNumber } from './expression.ts';
import { filled, indented, wrapped } from './lines.ts';

const list = (numbers: readonly number[]): string => `[${numbers.map(pythonNumber).join(', ')}]`;

/** A name and a list of rows, as many in a line as fit. */
const assigned = (name: string, rows: readonly string[]): string[] => {
  const short = `${name} = [${rows.join(', ')}]`;
  return short.length <= 88 ? [short] : [`${name} = [`, ...indented(filled(rows)), ']'];
};

/** What the columns are called, as comments. */
function columnNames({ columns }: DataSet): string[] {
  if (columns === undefined) return [];
  const { inputs, target, classes } = columns;
  const plain = (name: string): string => name.replace(/\s+/g, ' ').trim();
  const words =
    classes === undefined
      ? ''
      : classes.length === 2
        ? `: ${plain(classes[0] as string)} is the low number, ${plain(classes[1] as string)} the high one`
        : `, one output each: ${classes.map(plain).join(', ')}`;
  return [`Inputs: ${inputs.map(plain).join(', ')}.`, `Target: ${plain(target)}${words}.`].flatMap((line) =>
    wrapped(line, 86).map((part) => `# ${part}`),
  );
}

/** What makes of the numbers as they were those that the network sees: the same ones to the last bit. */
function scaling(name: string, { kind, steps }: { kind: string; steps: readonly Step[] }, single: boolean): string[] {
  if (steps.every(({ shift, by }) => shift === 0 && by === 1)) return [];
  const [first] = steps;
  if (single && first !== undefined)
    return [`${name}s = [(value - ${pythonNumber(first.shift)}) / ${pythonNumber(first.by)} for value in ${name}s]`];
  const [shift, by] = (kind === 'standard' ? ['means', 'deviations'] : ['lows', 'ranges']) as [string, string];
  return [
    ...assigned(
      shift,
      steps.map((step) => pythonNumber(step.shift)),
    ),
    ...assigned(
      by,
      steps.map((step) => pythonNumber(step.by)),
    ),
    `${name}s = [`,
    `    [(value - s) / d for value, s, d in zip(row, ${shift}, ${by})] for row in ${name}s`,
    ']',
  ];
}

/** Has a sample one target? Then it stands without brackets. */
export const isSingle = ({ ys }: DataSet): boolean => ys[0]?.length === 1;

/** The samples as two lists, of inputs and of targets, as they were, and then scaled as they were for the network. */
export function dataLines(data: DataSet): string[] {
  const { xs, ys } = data.unscaled ?? data;
  const { kind = '', inputs = [], targets = [] } = data.scaling ?? {};
  const single = isSingle(data);
  return [
    ...columnNames(data),
    ...assigned('xs', xs.map(list)),
    ...assigned(
      'ys',
      ys.map((row) => (single ? pythonNumber(row[0] as number) : list(row))),
    ),
    ...scaling('x', { kind, steps: inputs }, false),
    ...scaling('y', { kind, steps: targets }, single),
  ];
}
