import { formatNumber } from '../../expression/index.ts';
import { code, join, paragraph, say } from '../../reply/build.ts';
import type { ReplyNode, Span } from '../../reply/document.ts';
import { capitalize, counted } from '../../text.ts';
import type { DataSet, Reading, Scaling, Step } from '../../training/index.ts';

const DIGITS = 3;
/** More names than these are not listed. */
const MOST_NAMES = 5;
const MOST_WORDS = 6;
/** And of these in a short note. */
const IN_SHORT = 4;
const NAME = 30;

const short = (value: number): string => formatNumber(value, DIGITS);
const quoted = (name: string): Span => code(name.length > NAME ? `${name.slice(0, NAME)}…` : name.replaceAll('`', "'"));

/** Names in code, the first few of many. */
function names(list: readonly string[], most = MOST_NAMES): Span[] {
  const shown = join(
    list.slice(0, most).map((name) => [quoted(name)]),
    ', ',
  );
  return list.length > most ? say`${shown} and ${list.length - most} more` : shown;
}

const DELIMITERS: Readonly<Record<string, Span[]>> = {
  ';': say`${code(';')}`,
  '|': say`${code('|')}`,
  '\t': say`tabs`,
  ' ': say`blanks`,
};

const REASONS: Readonly<Record<Reading['leftOut'][number]['why'], (words: number) => string>> = {
  id: () => 'counts or names the rows',
  date: () => 'dates',
  text: (words) => `text, ${words} different`,
  same: () => 'the same text in every row',
  empty: () => 'empty',
};

/** What is learned of a file from what, and what was guessed and left out in reading it, in a sentence; none of other data. */
export function dataInShort({ columns, reading, about }: DataSet): Span[][] {
  if (columns === undefined || reading === undefined) return [];
  const { unusual, leftOut, rows, incomplete } = reading;
  const read = dialect(reading);
  const [example] = unusual;
  const parts = [
    say`Learns ${quoted(columns.target)} from ${names(columns.inputs, IN_SHORT)}`,
    ...(read.length === 0 ? [] : [say`read with ${read}`]),
    ...(example === undefined ? [] : [say`${quoted(example.cell)} is read as ${code(short(example.value))}`]),
    ...(leftOut.length === 0
      ? []
      : [
          say`left out: ${names(
            leftOut.map(({ name }) => name),
            IN_SHORT,
          )}`,
        ]),
    ...(incomplete === 0 ? [] : [say`${incomplete} of ${counted(rows, 'row')} left out, where a value is missing`]),
  ];
  return [...(about === undefined ? [] : [say`${capitalize(about)}.`]), say`${join(parts, '; ')}.`];
}

/** How the cells of a file are told apart, and its numbers; nothing for commas and points. */
function dialect({ delimiter, decimal }: Reading): Span[] {
  const parts = DELIMITERS[delimiter];
  const commas = decimal === ',' ? 'decimal commas' : '';
  return parts === undefined ? say`${commas}` : commas === '' ? parts : say`${parts} and ${commas}`;
}

/** How the data of a file was read, which columns it learns from, and how they are scaled; nothing of other data. */
export function dataReport(data: DataSet): ReplyNode[] {
  const sentences = [
    ...(data.about === undefined ? [] : [say`${capitalize(data.about)}.`]),
    ...(data.reading === undefined ? [] : [...readingSentences(data.reading), ...columnSentences(data)]),
    ...heldSentences(data),
    ...(data.scaling === undefined ? [] : scalingSentences(data.scaling, data.columns?.inputs)),
  ];
  return sentences.length === 0 ? [] : [paragraph(join(sentences, ' '))];
}

function readingSentences(reading: Reading): Span[][] {
  const { skipped, unusual, leftOut, rows, incomplete } = reading;
  const read = dialect(reading);
  const examples = unusual.slice(0, 3).map(({ cell, value }) => say`${quoted(cell)} as ${code(short(value))}`);
  const out = leftOut.slice(0, MOST_NAMES).map(({ name, why, words }) => say`${quoted(name)} (${REASONS[why](words)})`);
  const more = leftOut.length > MOST_NAMES ? ` and ${leftOut.length - MOST_NAMES} more` : '';
  return [
    ...(read.length === 0 ? [] : [say`Read with ${read}.`]),
    ...(skipped === 0 ? [] : [say`${counted(skipped, 'line')} of comments and titles skipped.`]),
    ...(examples.length === 0 ? [] : [say`Read ${join(examples, ', ')}.`]),
    ...(out.length === 0 ? [] : [say`Left out: ${join(out, ', ')}${more}.`]),
    ...(incomplete === 0 ? [] : [say`${incomplete} of ${counted(rows, 'row')} left out, where a value is missing.`]),
  ];
}

function columnSentences({ columns, reading }: DataSet): Span[][] {
  if (columns === undefined) return [];
  const { inputs, target, classes } = columns;
  const words = reading?.words ?? [];
  const counts = counted(inputs.length, 'input');
  const oneHot = words.map(({ name, words: list }) => say`${quoted(name)} is text (${names(list, MOST_WORDS)})`);
  return [
    say`${counts}: ${names(inputs)}; target: ${quoted(target)}${classes === undefined ? '' : say`, ${counted(classes.length, 'class', 'classes')}: ${names(classes, 12)}`}.`,
    ...(oneHot.length === 0 ? [] : [say`${join(oneHot, ', ')}: an input a word, 1 where it stands, else 0.`]),
  ];
}

function heldSentences({ held, xs }: DataSet): Span[][] {
  if (held === undefined) return [];
  return [say`${counted(held.xs.length, 'row')} held back to test, ${xs.length} to learn from.`];
}

function scalingSentences({ kind, inputs, targets }: Scaling, called: readonly string[] | undefined): Span[][] {
  const changed = inputs.flatMap(({ shift, by }, i) => (shift === 0 && by === 1 ? [] : [{ shift, by, i }]));
  if (changed.length === 0 && targets === undefined) return [];
  const of = ({ shift, by }: Step): string =>
    kind === 'standard' ? `mean ${short(shift)}, deviation ${short(by)}` : `${short(shift)} to ${short(shift + by)}`;
  const list = changed.slice(0, MOST_NAMES).map((step) => {
    return say`${called === undefined ? `input ${step.i + 1}` : quoted(called[step.i] ?? '')} (${of(step)})`;
  });
  const more = changed.length > MOST_NAMES ? ` and ${changed.length - MOST_NAMES} more` : '';
  const how = kind === 'standard' ? 'standardised' : 'scaled to 0..1';
  const [goal] = targets ?? [];
  return [
    ...(list.length === 0 ? [] : [say`Inputs are ${how}: ${join(list, ', ')}${more}.`]),
    ...(goal === undefined
      ? []
      : [
          say`The target is, too (${of(goal)}), and the last layer is linear: an error of ${short(goal.by)} counts as 1 in the loss.`,
        ]),
  ];
}
