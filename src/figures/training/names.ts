import { shortNumber } from '../../pictures/text.ts';
import type { Classes, TrainingSettings } from '../../training/index.ts';

/** Longer names are cut: an axis from below to above has only so much room. */
const MOST = 28;
/** What there is room for below a plot that stands alone, and in a text. */
export const MOST_ACROSS = 56;

const cut = (name: string, most = MOST): string => (name.length > most ? `${name.slice(0, most)}…` : name);

/** What an input is called: by its column, or by its number where there are several. */
export function inputName({ data }: TrainingSettings, input: number, most?: number): string {
  const name = data.columns?.inputs[input];
  if (name !== undefined) return cut(name, most);
  return (data.xs[0]?.length ?? 1) > 1 ? `input ${input + 1}` : 'input';
}

/** What the outputs are called: by the column of the target, if there is one. */
export const outputName = ({ data }: TrainingSettings): string =>
  data.columns === undefined ? 'output' : cut(data.columns.target);

/** What a class is called: by its word, or by its target. */
export function className({ data }: TrainingSettings, classes: Classes, target: number): string {
  const word = data.columns?.classes?.[target === classes.high ? 1 : 0];
  return word === undefined ? `target ${shortNumber(target)}` : cut(word);
}

/** What the classes are called that have an output each: a number stands behind the name of the column. */
export const classNames = ({ data }: TrainingSettings): string[] =>
  (data.columns?.classes ?? []).map((word) =>
    cut(Number.isNaN(Number(word)) ? word : `${data.columns?.target} ${shortNumber(Number(word))}`),
  );
