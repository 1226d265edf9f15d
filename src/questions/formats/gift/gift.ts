import type { LeftOut } from '../formats.ts';
import { topicOf } from '../topic.ts';
import { Mistakes, type WrittenFile, type WrittenQuestion } from '../written.ts';
import { readAnswer } from './answers.ts';
import { type Block, blocksOf } from './blocks.ts';
import { type Cell, find, fromText, rawOf, textOf, toCells } from './cells.ts';
import { formatted } from './formatted.ts';
import { GiftMistake } from './mistake.ts';
import { notesOf } from './notes.ts';

/** Longer than any question that passes the later checks. */
const MAX_BLOCK = 20_000;
const BLANK = '_____';
const CLOZE = /\{\d*:[A-Z_]{2,20}:/i;

/**
 * The questions of a Moodle GIFT file: multiple choice with one or several right answers, true or false, numbers, short
 * answers, matching and missing words. The other types are left out by name, and so is a question with a mistake.
 *
 * A reader of our own, for the grammars there are stop at the first mistake, refuse the colon of an everyday sentence and
 * do not know `1e-3` or a feedback behind a number.
 */
export function readGift(text: string): WrittenFile {
  const questions: WrittenQuestion[] = [];
  const leftOut: LeftOut[] = [];
  for (const block of blocksOf(text)) {
    try {
      questions.push(readBlock(block));
    } catch (error) {
      if (!(error instanceof GiftMistake)) throw error;
      leftOut.push({ line: error.line, what: error.what, why: error.message });
    }
  }
  return { questions, leftOut, notes: [] };
}

function readBlock(block: Block): WrittenQuestion {
  const { line } = block;
  if (block.text.length > MAX_BLOCK)
    throw new GiftMistake(line, `The question that begins here has ${block.text.length} characters; ${MAX_BLOCK} fit.`);
  if (CLOZE.test(block.text))
    throw new GiftMistake(
      line,
      'This text has its answers in it, as cloze questions of Moodle have: it cannot be asked.',
      'cloze question',
    );
  const { title, cells } = titled(fromText(toCells(block.text, line)));
  const { before, body, after, openLine } = parted(cells, line);
  const prompt = formatted(before);
  const general = find(body, '####');
  const notes = notesOf(block.comments);
  const answer = readAnswer(general < 0 ? body : body.slice(0, general), openLine, prompt.format, notes);
  const rest = textOf(after);
  const explanation = general < 0 ? undefined : formatted(body.slice(general + 4), prompt.format);
  return {
    line,
    mistakes: new Mistakes(),
    prompt: { ...prompt, text: rest === '' ? prompt.text : withBlank(prompt.text, rest, /\s$/.test(rawOf(before))) },
    title: title === undefined || (/^Q\d+ own$/.test(title) && notes.isOurs) ? undefined : title,
    topic: topicOf(block.category),
    level: notes.level,
    hint: notes.hint,
    explanation: explanation?.text === '' ? undefined : explanation,
    ...answer,
    ordered: answer.ordered || notes.ordered,
  };
}

/** A missing word's place; a mark behind it stands next to it. */
function withBlank(before: string, after: string, apart: boolean): string {
  const gap = before === '' || (!apart && /[\s([{"'“‘/>]$/.test(before)) ? '' : ' ';
  return `${before}${gap}${BLANK}${/^[.,;:!?)\]}”’"%<]/.test(after) ? '' : ' '}${after}`;
}

function titled(cells: readonly Cell[]): { readonly title: string | undefined; readonly cells: readonly Cell[] } {
  if (find(cells.slice(0, 2), '::') !== 0) return { title: undefined, cells };
  const end = find(cells, '::', 2);
  if (end < 0) throw new GiftMistake(cells[0]?.line ?? 1, 'The title begins with `::` and does not end with `::`.');
  return { title: textOf(cells.slice(2, end)), cells: cells.slice(end + 2) };
}

function parted(
  cells: readonly Cell[],
  line: number,
): { before: readonly Cell[]; body: readonly Cell[]; after: readonly Cell[]; openLine: number } {
  const open = find(cells, '{');
  if (open < 0) {
    if (find(cells, '}') >= 0) throw new GiftMistake(line, 'There is a `}` without a `{`.');
    throw new GiftMistake(line, 'This is a text without an answer in `{…}`: it is no question.', 'description');
  }
  const openLine = cells[open]?.line ?? line;
  const close = find(cells, '}', open);
  if (close < 0)
    throw new GiftMistake(openLine, 'The `{` is never closed. Within a question there can be no empty line.');
  const second = find(cells, '{', open + 1);
  if (second >= 0)
    throw new GiftMistake(cells[second]?.line ?? line, 'There is a second `{`. Write `\\{` for the character itself.');
  return { before: cells.slice(0, open), body: cells.slice(open + 1, close), after: cells.slice(close + 1), openLine };
}
