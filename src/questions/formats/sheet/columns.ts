import { nearest, shorten } from '../../../text.ts';
import { MAX_OPTIONS } from '../../question.ts';

export interface Row {
  /** Where it begins, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

const SINGLE = [
  'prompt',
  'right',
  'number',
  'tolerance',
  'accept',
  'level',
  'hint',
  'explanation',
  'title',
  'topic',
] as const;
/** With a number behind them. */
const NUMBERED = ['wrong', 'feedback', 'misconception'] as const;
/** The numbers of wrong options. */
export const WRONG = Array.from({ length: MAX_OPTIONS - 1 }, (_, i) => i + 1);
const OWN: readonly string[] = [...SINGLE, ...NUMBERED.flatMap((name) => WRONG.map((n) => `${name}${n}`))];

/** As others call them. */
const ALSO: readonly (readonly [RegExp, string])[] = [
  [/^(?:question|questiontext|questions|mcq|stem|q|problem|frage|fragetext|pregunta)$/, 'prompt'],
  [/^(?:rightanswer)$/, 'right'],
  [/^(?:name|questionname|questiontitle)$/, 'title'],
  [/^(?:category|unit|section|subject|chapter|tags?)$/, 'topic'],
  [/^(?:explanations?|explain|rationale|generalfeedback|answerexplanation|feedback|reason)$/, 'explanation'],
  [/^hints$/, 'hint'],
  [
    /^(?:richtig(?:eantwort(?:en)?)?|l(?:ö|oe)sung|antwort|(?:respuesta)?correcta|respuesta|(?:bonne)?r[ée]ponse)$/,
    'correct',
  ],
  [
    /^(?:correct|correctanswers?|correctanswerss?|corre(?:c)?tawnsers?|correctoptions?|correctchoices?|answer|rightoptions?|answerkey|key|solution|solutions)$/,
    'correct',
  ],
  [/^(?:choices|options|questionanswers|answeroptions|answerchoices|possibleanswers|alternatives)$/, 'packed'],
  [/^(?:questiontype|type|qtype)$/, 'type'],
];
const OPTION =
  /^(?:answer|option|choice|opt|alternative|antwort|respuesta|opci[óo]n|r[ée]ponse|answertext|ans)([a-h]|[1-8])$/;
const WRONG_ONE = /^(?:wronganswer|wrongoption|incorrect|incorrectanswer|distractor|falsch|incorrecta)([1-7])$/;

/** What a column holds; `option` with the place of its options, from 0. */
export interface Column {
  readonly name: string;
  readonly place?: number;
  /** Is the option's place told by a letter? */
  readonly lettered?: boolean;
}

export interface Columns {
  readonly columns: readonly Column[];
  /** Does it tell options and which of them is right, as the sheets of others do? */
  readonly foreign: boolean;
  readonly unused: readonly string[];
}

const plain = (written: string): string =>
  written
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');

/** `Wrong 1` means `wrong1`, and `Question` means `prompt`. */
function columnOf(written: string, alone: boolean): Column {
  // `Question #` counts them.
  if (/#\s*$/.test(written)) return { name: '' };
  // What stands in brackets or behind a dash explains a name: `Time limit (sec)`, `Answer 1 - max 75 characters`.
  const name = plain(written.replace(/\s[-–—]\s.*$/s, '').replace(/\((?!s\))[^()]*\)\s*$/, ''));
  if (OWN.includes(name)) return { name };
  const wrong = WRONG_ONE.exec(name)?.[1];
  if (wrong !== undefined) return { name: `wrong${wrong}` };
  const place = OPTION.exec(name)?.[1] ?? (alone ? /^[a-h]$/.exec(name)?.[0] : undefined);
  if (place !== undefined)
    return {
      name: 'option',
      place: /\d/.test(place) ? Number(place) - 1 : place.charCodeAt(0) - 97,
      lettered: !/\d/.test(place),
    };
  return { name: ALSO.find(([pattern]) => pattern.test(name))?.[1] ?? '' };
}

/** What the first row says, or what is wrong with it. */
export function readColumns({ line, cells }: Row): Columns | { readonly line: number; readonly why: string }[] {
  const letters = cells.filter((cell) => /^[a-h]$/i.test(cell)).length > 1;
  const read = cells.map((cell) => columnOf(cell, letters));
  // `answers` are the options where another column says which is right.
  const hasCorrect = read.some(({ name }) => name === 'correct');
  const columns = read.map((column, i) =>
    plain(cells[i] ?? '') === 'answers' ? { name: hasCorrect ? 'packed' : 'correct' } : column,
  );
  const foreign = columns.some(({ name }) => ['option', 'packed', 'correct'].includes(name));
  const wrong = columns.flatMap((column, i) => {
    const cell = cells[i] ?? '';
    const same = columns.findIndex(({ name, place }) => name === column.name && place === column.place);
    if (column.name === '') return foreign || cell === '' ? [] : [unknownColumn(cell)];
    return same < i ? [`There are two columns \`${column.name}\`.`] : [];
  });
  if (!columns.some(({ name }) => name === 'prompt')) wrong.push('There is no column `prompt`.');
  if (wrong.length > 0) return wrong.map((why) => ({ line, why }));
  return { columns, foreign, unused: cells.filter((cell, i) => cell !== '' && columns[i]?.name === '') };
}

function unknownColumn(written: string): string {
  const near = nearest(plain(written), OWN);
  const known = [...SINGLE, ...NUMBERED.map((name) => `${name}1`)].join(', ');
  const hint = near ? `Did you mean \`${near}\`?` : `The columns are ${known} and so on to ${WRONG.length}.`;
  return `There is no column \`${shorten(written)}\`. ${hint}`;
}

/** Is this row the names of the columns of questions? */
export const isHead = ({ cells }: Row): boolean =>
  cells.length > 1 && cells.some((cell) => columnOf(cell, false).name === 'prompt');

/** Is this the name of a column that we know? */
export const isKnown = (cell: string): boolean => columnOf(cell, false).name !== '';
