import { plainOf } from '../texts.ts';
import type { TextFormat, WrittenOption, WrittenPair, WrittenTrap } from '../written.ts';
import { own } from '../written.ts';
import { type Cell, fromText, isMark, rawOf, textOf } from './cells.ts';
import { type Answer, type Choice, choicesOf, feedbackOf, remarksOf, split, type Weighed, weighed } from './choices.ts';
import { formatted } from './formatted.ts';
import { GiftMistake } from './mistake.ts';
import type { Notes } from './notes.ts';
import { readNumbers } from './numbers.ts';
import { asTyped } from './wildcards.ts';

/** What stands between the braces, by the rules of Moodle's importer. */
export function readAnswer(body: readonly Cell[], line: number, format: TextFormat, notes: Notes): Answer {
  const cells = fromText(body);
  if (cells.length === 0) throw new GiftMistake(line, 'Nothing stands in `{}`: essays cannot be graded.', 'essay');
  if (isMark(cells[0], '#')) return readNumbers(cells.slice(1), line, format, notes);
  const truth = readTruth(cells, line, format, notes);
  if (truth !== undefined) return truth;
  const choices = choicesOf(cells);
  if (choices.length === 0) return readWords([{ right: true, line, cells }], format, notes);
  if (choices.every(({ right }) => right)) {
    const arrows = choices.filter(({ cells: choice }) => rawOf(split(choice, '#', 2)[0] ?? []).includes('->'));
    if (arrows.length > 0) return readPairs(choices, line, format);
    return readWords(choices, format, notes);
  }
  return readChoices(choices, format, notes);
}

/** The feedback of a true or false question is first for the wrong answer, then for the right one. */
function readTruth(
  cells: readonly Cell[],
  line: number,
  format: TextFormat,
  { misconceptions }: Notes,
): Answer | undefined {
  const [first = [], ...rest] = split(cells, '#', 3);
  const truth = /^(t|true|f|false)$/i.exec(textOf(first))?.[1];
  if (truth === undefined) return undefined;
  const isTrue = truth.toLowerCase().startsWith('t');
  const [wrong, right] = rest.map((part) => feedbackOf(part, format));
  const option = (text: string, is: boolean): WrittenOption => ({
    text: own(text),
    right: is,
    line,
    feedback: is ? right : wrong,
    misconception: misconceptions.get(text === 'True' ? 1 : 2),
  });
  return { options: [option('True', isTrue), option('False', !isTrue)], ordered: true };
}

/** One right answer where a `=` stands; else as many as have a weight above 0. */
function readChoices(choices: readonly Choice[], format: TextFormat, notes: Notes): Answer {
  const read = choices.map((choice) => weighed(choice, format));
  const anyEquals = read.some(({ right, weight }) => right && (weight === undefined || weight >= 1));
  const isRight = ({ right, weight }: Weighed): boolean =>
    anyEquals ? (right ? (weight ?? 1) > 0 : weight === 1) : (weight ?? 0) > 0;
  const rights = read.filter(isRight).length;
  const options = read.map((one, i): WrittenOption => {
    const right = isRight(one);
    const share =
      rights > 1 && read.some(({ weight }) => weight !== undefined)
        ? (one.weight ?? (one.right ? undefined : 0))
        : one.weight;
    return {
      text: formatted(one.content, format),
      right,
      ...remarksOf(one, i + 1, notes),
      // A single right answer is worth the whole point.
      weight: rights === 1 && right ? undefined : share,
    };
  });
  if (notes.number === undefined) return { options };
  return { options: options.filter(({ right }) => !right), number: notes.number };
}

/** Short answers: those that are worth the whole point are right, the others are known. */
function readWords(choices: readonly Choice[], format: TextFormat, notes: Notes): Answer {
  const read = choices.map((choice) => {
    const one = weighed(choice, format);
    return { ...one, text: plainOf(formatted(one.content, format === 'markdown' ? 'plain' : format)) };
  });
  const { texts, wildcards } = asTyped(
    read.map(({ text }) => text),
    notes.wildcards,
  );
  const all = read.map((one, i) => ({
    ...one,
    text: texts[i] ?? '',
    remarks: remarksOf(one, i + 1, notes),
    isOption: notes.options.has(i + 1),
  }));
  const isRight = ({ weight }: { weight: number | undefined }): boolean => (weight ?? 1) >= 1;
  const rights = all.filter(isRight);
  const known = all.filter((one) => !isRight(one) || one.remarks.feedback !== undefined);
  const traps = known.filter(({ isOption }) => !isOption);
  return {
    options: known
      .filter(({ isOption }) => isOption)
      .map(({ text, weight, remarks }): WrittenOption => ({ text: own(text), right: false, weight, ...remarks })),
    accept: rights.map(({ text }) => text),
    wildcards,
    traps: traps.map((one): WrittenTrap => ({ text: one.text, weight: one.weight ?? 1, ...one.remarks })),
  };
}

function readPairs(choices: readonly Choice[], line: number, format: TextFormat): Answer {
  const pairs = choices.map(({ cells, line: at }): WrittenPair => {
    const arrow = rawOf(cells).indexOf('->');
    if (arrow < 0) throw new GiftMistake(at, 'This pair has no `->` between its sides.');
    const left = formatted(cells.slice(0, arrow), format);
    const right = formatted(cells.slice(arrow + 2), format);
    return { left: left.text.trim() === '' ? undefined : left, right };
  });
  if (pairs.length < 2) throw new GiftMistake(line, 'A matching question needs two pairs at least.');
  return { options: [], pairs };
}
