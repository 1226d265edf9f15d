import { letterOf, withoutSign } from '../../questions/letters.ts';
import { keptSpans } from '../../questions/markup/spans.ts';
import { cleanLine } from '../../questions/markup.ts';
import { OWN } from '../../questions/own.ts';
import type { Answer, Question } from '../../questions/question.ts';
import { code, join, list, paragraph, say, strong, table, withCode } from '../../reply/build.ts';
import type { ReplyNode, Span } from '../../reply/document.ts';
import { isMisconception, misconception } from '../../tutor/misconceptions/index.ts';
import type { BoardRow, Person, SessionView } from '../session/view-data.ts';

const MAX_NAME = 32;
/** In a table, so that a line has at most 42 columns and a phone does not wrap it. */
const MAX_NAME_IN_TABLE = 20;
const MAX_NAMES = 8;
const MAX_ROWS = 15;
/** A longer time is said in minutes. */
const COUNTED_IN_SECONDS = 180;

/** A text of at most so many characters, never cut through one. */
export function cut(text: string, limit: number): string {
  const characters = [...text];
  return characters.length <= limit
    ? text
    : `${characters
        .slice(0, limit - 1)
        .join('')
        .trimEnd()}…`;
}

/** Characters that show nothing: some names are made of them alone. */
const BLANK = /^[\p{Default_Ignorable_Code_Point}\s\u2800]*$/u;
const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
/** Keeps what stands beside a name from right to left, such as its points, on its side. */
const LEFT_TO_RIGHT = '\u200e';

/** A name that somebody chose: one line, cut if it is long, never empty. */
export function nameOf({ name }: Person, limit = MAX_NAME): string {
  const shown = cut(cleanLine(name), limit);
  if (BLANK.test(shown)) return 'somebody';
  return RIGHT_TO_LEFT.test(shown) ? LEFT_TO_RIGHT + shown + LEFT_TO_RIGHT : shown;
}

/** `Ana, Ben and Cleo`; of many the first, and how many more. */
export function namesOf(people: readonly Person[]): string {
  const shown = people.slice(0, people.length > MAX_NAMES ? MAX_NAMES - 1 : MAX_NAMES).map((person) => nameOf(person));
  const names = people.length > shown.length ? [...shown, `${people.length - shown.length} more`] : shown;
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** Ends a sentence, whose last word may be a name such as `Jr.`, or one that was cut. */
export const ended = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text}.`);

/** Points as people write them: 4.5, at most two decimals. */
export const points = (value: number): string => String(Number(value.toFixed(2)));

/** A moment of ms since 1970 as a time of day. The same everywhere: people of one group may live in many time zones. */
const clock = (at: number): string => `${new Date(at).toISOString().slice(11, 19)} UTC`;

/** How many have answered; nothing where one plays alone. */
export function countLine({ answered, people, solo }: SessionView): string {
  if (solo) return '';
  if (answered.length === 0) return 'Nobody has answered yet.';
  const all = Math.max(people.length, answered.length);
  return `${answered.length} of ${all} ${answered.length === 1 ? 'has' : 'have'} answered.`;
}

/** Behind a verb, a moment that is near: `in 42 s, at 14:31:07 UTC`; where something can move, it counts down. */
export const moment = (at: number, now: number): Span => ({
  style: 'time',
  at: Math.max(0, Math.round(at)),
  text: `in ${duration(at - now)}, at ${clock(at)}`,
});

/** `42 s`, or `3 min` where seconds say nothing. */
const duration = (ms: number): string => {
  const seconds = Math.max(0, Math.round(ms / 1000));
  return seconds < COUNTED_IN_SECONDS ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
};

/** What is mathematical stands in code; words stay words, and so does what a teacher wrote without backticks. */
export function optionSpans(text: string, type: string): Span[] {
  if (text.includes('`') || type === OWN) return keptSpans(text);
  return /[^\p{L}\s,.;:'’!?()-]|^\S{1,2}$|\b\w\(/u.test(text) ? [code(text)] : say`${text}`;
}

/** `A` and what it says. */
export const lettered = (index: number, text: string, type: string): Span[] =>
  say`${strong(letterOf(index))}  ${optionSpans(text, type)}`;

/** The right answer: the letters and texts of all right options, or what is to be typed. */
export function rightAnswer({ options, typed, type }: Question): Span[] {
  const right = options.flatMap(({ right, text }, i) => (right ? [lettered(i, text, type)] : []));
  if (right.length > 0) return join(right, '; ');
  switch (typed?.kind) {
    case 'number': {
      const value = say`${code(String(typed.value))}${typed.tolerance > 0 ? ` ± ${typed.tolerance}` : ''}`;
      const others = alsoRight(typed.traps).filter((text) => Number(text) !== typed.value);
      return join([value, ...others.map((text) => [code(text)])], ' or ');
    }
    case 'words':
      return say`${[...new Set([...typed.accepted, ...alsoRight(typed.traps)])]
        .slice(0, MAX_RIGHT)
        .map(typed.wildcards ? withoutStars : (text) => text)
        .join(' or ')}`;
    case 'expression':
      return join(
        [typed.text, ...alsoRight(typed.traps)].map((text) => [code(text)]),
        ' or ',
      );
    case 'sequence':
      return say`${code(typed.right.join(' '))}`;
    case 'pairs':
      return say`${code(typed.key.map((place, i) => `${i + 1}${letterOf(place)}`).join(' '))}`;
    case undefined:
      return [];
  }
}

/** As many right texts are shown. */
const MAX_RIGHT = 3;

const alsoRight = (traps: readonly { readonly text: string; readonly weight?: number | undefined }[]): string[] =>
  traps.filter(({ weight }) => weight === 1).map(({ text }) => text);

/** A pattern as a person reads it: `…gradient…`. */
const withoutStars = (text: string): string => text.replaceAll(/\\\*|\*+/g, (found) => (found === '\\*' ? '*' : '…'));

/** The right answer; of pairs what belongs together, one below the other. */
export function rightNodes(question: Question): ReplyNode[] {
  const { typed } = question;
  const nodes: ReplyNode[] = [paragraph(say`✔ ${rightAnswer(question)}`)];
  if (typed?.kind !== 'pairs') return nodes;
  const pairs = typed.left.map((text, i) => {
    const place = typed.key[i] ?? 0;
    return say`${strong(String(i + 1))}  ${optionSpans(text, question.type)} → ${lettered(place, typed.right[place] ?? '', question.type)}`;
  });
  return [...nodes, list(pairs)];
}

/** What somebody answered, as they would say it themselves. */
export function answerSpans(answer: Answer, options: readonly string[], type: string): Span[] {
  switch (answer.kind) {
    case 'option':
      return lettered(answer.index, options[answer.index] ?? '', type);
    case 'options':
      if (answer.indices.length === 0) return say`none of the options`;
      return answer.indices.flatMap((index, i) => [
        ...say`${i > 0 ? '; ' : ''}`,
        ...lettered(index, options[index] ?? '', type),
      ]);
    case 'text':
      return [code(cut(cleanLine(withoutSign(answer.text)), 100))];
    case 'unknown':
      return say`you don't know yet`;
  }
}

/** What a misconception is called; a teacher's own name for one is its name. */
export const bugTitle = (name: string): string => (isMisconception(name) ? misconception(name).title : name);

/** What it is called, and the sentence that explains it where there is one. */
export function bugSpans(name: string): Span[] {
  const title = say`${strong(bugTitle(name).replaceAll('`', ''))}`;
  return isMisconception(name) ? say`${title}: ${withCode(misconception(name).sentence)}` : title;
}

/** The names in an answer note. */
export const bugsOf = (note: string): string[] =>
  ['right', 'unknown', 'other'].includes(note) ? [] : note.split('+').filter((name) => name !== '');

/** A board, best first, cut after 15 rows; nothing while it is empty. */
export function boardNodes(board: readonly BoardRow[]): ReplyNode[] {
  if (board.length === 0) return [];
  const rows = board
    .slice(0, MAX_ROWS)
    .map((row) => [
      String(row.rank),
      nameOf(row, MAX_NAME_IN_TABLE),
      points(row.points),
      `${row.right}/${row.answered}`,
    ]);
  const more = board.length - rows.length;
  return [
    table(['', 'name', 'points', 'right'], rows),
    ...(more > 0 ? [{ kind: 'paragraph' as const, spans: say`and ${more} more` }] : []),
  ];
}
