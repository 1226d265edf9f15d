import { UserError } from '../../errors.ts';
import { MAX_FILE } from '../../limits.ts';
import { counted } from '../../text.ts';
import { checkWritten } from './check.ts';
import { formatOf } from './detect.ts';
import { FORMAT_NAMES, type Format, type LeftOut, namedKinds, type QuestionFile } from './formats.ts';
import { READERS } from './readers.ts';
import type { Mistakes } from './written.ts';

const MAX_QUESTIONS = 500;
/** So many are listed; a file in the wrong format has a thousand. */
const LISTED = 20;

/**
 * The questions of a file, and what of it was left out: what cannot be asked, and questions with a mistake.
 *
 * @param as what it is written in; found out from the text if left out
 * @throws UserError where no question can be read: it lists every mistake with its line, 20 at most
 */
export function readQuestions(text: string, as?: Format): QuestionFile {
  if (text.length > MAX_FILE) {
    throw new UserError(`This is ${text.length} characters long; ${MAX_FILE} fit.`, {
      code: 'E_FILE_TOO_LARGE',
      hint: 'Import it in parts.',
    });
  }
  // A byte order mark is no part of the text.
  const plain = text.replace(/^\ufeff/, '').replaceAll(/\r\n?/g, '\n');
  if (plain.trim() === '')
    throw new UserError('There is nothing in it.', {
      code: 'E_NO_QUESTIONS',
      hint: 'Write a question, such as `What is 2*3? {=6 ~5}`, or take another file.',
    });
  const readAs = as ?? formatOf(plain);
  const { questions: written, leftOut: known, notes } = READERS[readAs](plain);
  if (written.length > MAX_QUESTIONS) {
    throw new UserError(`There are ${written.length} questions in it; ${MAX_QUESTIONS} fit.`, {
      code: 'E_TOO_MANY_QUESTIONS',
      hint: 'Import it in parts.',
    });
  }
  const checked = written.map((question) => ({ question, passed: checkWritten(question) }));
  const broken = checked.flatMap(({ question, passed }) => (passed === undefined ? [question] : []));
  const questions = checked.flatMap(({ passed }) => passed?.question ?? []);
  if (questions.length === 0)
    throw nothingRead(
      readAs,
      broken.flatMap(({ mistakes }) => mistakes.found),
      known,
    );
  const leftOut = [...known, ...broken.map(({ mistakes }) => leftOutFor(mistakes))].sort((a, b) => a.line - b.line);
  const pictured = checked.flatMap(({ question, passed }) => (passed?.pictures ?? []).map(() => question.line));
  return { questions, leftOut, notes: [...notes, ...pictureNote(pictured)], readAs };
}

/** A question with mistakes as one that is left out: the first says where. */
function leftOutFor({ found }: Mistakes): LeftOut {
  const [first, ...others] = found;
  const more = others.slice(0, 3).map(({ line, what }) => (line === first?.line ? what : `Line ${line}: ${what}`));
  return { line: first?.line ?? 1, what: 'question', why: [first?.what ?? '', ...more].join(' ') };
}

/** @param lines of the question of each picture */
function pictureNote(lines: readonly number[]): string[] {
  if (lines.length === 0) return [];
  const places = [...new Set(lines)];
  const shown = places.slice(0, 10).join(', ') + (places.length > 10 ? ' …' : '');
  const where = places.length === 1 ? `the question in line ${shown}` : `${places.length} questions (lines ${shown})`;
  if (lines.length === 1) return [`The picture of ${where} cannot be shown: its description stands in its place.`];
  return [`${lines.length} pictures of ${where} cannot be shown: their descriptions stand in their places.`];
}

function nothingRead(as: Format, mistakes: Mistakes['found'], known: readonly LeftOut[]): UserError {
  const skipped = known.filter(({ what }) => what !== 'question');
  const wrong = [
    ...mistakes,
    ...known.filter(({ what }) => what === 'question').map(({ line, why }) => ({ line, what: why })),
  ];
  if (wrong.length + skipped.length === 0) {
    return new UserError(`I found no question in it, reading it as ${FORMAT_NAMES[as]}.`, {
      code: 'E_NO_QUESTIONS',
      hint: 'If it is written in something else, say so, as in `--as gift`. `/help quiz import` shows what there is.',
    });
  }
  const all = [...wrong, ...skipped.map(({ line, why }) => ({ line, what: why }))].sort((a, b) => a.line - b.line);
  const lines = all.slice(0, LISTED).map(({ line, what }) => `Line ${line}: ${what}`);
  const more = all.length > LISTED ? [`And ${all.length - LISTED} more.`] : [];
  if (wrong.length === 0) {
    return new UserError([`Nothing in it can be asked: it has ${namedKinds(skipped)}.`, ...lines, ...more].join('\n'), {
      code: 'E_NO_QUESTIONS',
      hint: 'A question has its answers, in GIFT between braces: `What is 2*3? {=6 ~5}`.',
    });
  }
  const first = wrong.length === 1 ? 'There is a mistake in it' : `There are ${counted(wrong.length, 'mistake')} in it`;
  return new UserError([`${first}, so nothing was imported.`, ...lines, ...more].join('\n'), {
    code: 'E_MISTAKES_IN_FILE',
    hint: 'Correct the file and import it again.',
  });
}
