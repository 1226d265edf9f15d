import { stringify } from 'csv-stringify/sync';
import { letterOf } from '../questions/letters.ts';
import { plainLine } from '../questions/markup/spans.ts';
import { fromNodes } from '../questions/markup.ts';
import type { Answer, Question } from '../questions/question.ts';
import type { ExportView } from './session/report-data.ts';

const COLUMNS = [
  'question',
  'type',
  'level',
  'prompt',
  'right answer',
  'name',
  'answer',
  'right',
  'score',
  'hints',
  'points',
  'note',
  'answered at',
] as const;

/**
 * What makes a spreadsheet take a cell for a formula (OWASP, "CSV Injection"): a sign at the start of any line in it, in
 * its full-width form too, behind white space of any kind as well.
 */
const FORMULA = /^[\s\p{Cf}]*[=+\-@|%＝＋－＠]|^[\t\r\n]/mu;
/** Where columns are parted by semicolons, the same behind one begins a cell of its own. */
const BEHIND_SEMICOLON = /;(?=[\s\p{Cf}]*[=+\-@|%＝＋－＠])/gu;
/** A number is no formula: `-3` stays as it is. */
const NUMBER = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i;

/** A cell that no spreadsheet takes for a formula: an apostrophe stands before one that it might. */
export const safeCell = (text: string): string => {
  const inside = text.replaceAll(BEHIND_SEMICOLON, ";'");
  return FORMULA.test(inside) && !NUMBER.test(inside) ? `'${inside}` : inside;
};

/**
 * One line an answer, with the question beside it, and one for a question that was skipped: UTF-8 with the mark that
 * spreadsheets look for.
 */
export function toCsv({ questions, answers, kind }: ExportView): string {
  const columns = [...COLUMNS, ...(kind === 'task' ? ['late'] : [])];
  const rows = questions.flatMap(({ n, question, skipped }) => {
    const asked = [String(n), question.type, String(question.level), fromNodes(question.prompt), rightText(question)];
    const own = answers
      .filter((answer) => answer.n === n)
      .map((answer) => [...asked, ...answerCells(answer, question), ...(kind === 'task' ? [yesNo(answer.late)] : [])]);
    return skipped && own.length === 0 ? [[...asked, '', '', '', '', '', '', 'skipped', '']] : own;
  });
  // Lines end as RFC 4180 says.
  return stringify([columns, ...rows.map((row) => row.map(safeCell))], { bom: true, record_delimiter: 'windows' });
}

const yesNo = (is = false): string => (is ? 'yes' : 'no');

const answerCells = (
  { name, answer, score, hints, points, note, at }: ExportView['answers'][number],
  question: Question,
): string[] => [
  name,
  answer === undefined ? '' : answerText(answer, question),
  yesNo(score === 1),
  String(score),
  String(hints),
  String(points),
  note,
  new Date(at).toISOString(),
];

function rightText({ options, typed }: Question): string {
  const right = options.filter((option) => option.right).map(({ text }) => plainLine(text));
  if (right.length > 0) return right.join('; ');
  return typed === undefined ? '' : rightTyped(typed);
}

/** What somebody would type who is right. */
function rightTyped(typed: NonNullable<Question['typed']>): string {
  switch (typed.kind) {
    case 'number':
      return String(typed.value);
    case 'expression':
      return typed.text;
    case 'sequence':
      return typed.right[0] ?? '';
    case 'words':
      return typed.accepted[0] ?? '';
    case 'pairs':
      return typed.key.map((place, i) => `${i + 1}${letterOf(place)}`).join(' ');
  }
}

function optionText({ options }: Question, index: number): string {
  const option = options[index];
  return option === undefined ? letterOf(index) : plainLine(option.text);
}

function answerText(answer: Answer, question: Question): string {
  switch (answer.kind) {
    case 'option':
      return optionText(question, answer.index);
    case 'options':
      return answer.indices.map((index) => optionText(question, index)).join('; ');
    case 'text':
      return answer.text;
    case 'unknown':
      return "I don't know yet";
  }
}
