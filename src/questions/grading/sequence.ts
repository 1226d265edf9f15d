import { type ErrorCode, UserError } from '../../errors.ts';
import { loopDiagnoses } from '../../tutor/misconceptions/diagnose.ts';
import { type LoopLine, loopLine, loopStory, runLoop, sameRun } from '../../tutor/misconceptions/training-loop.ts';
import { letterOf, placeOf } from '../letters.ts';
import type { Grade, Typed } from '../question.ts';
import { gradeOf } from './feedback.ts';

type TypedSequence = Extract<Typed, { kind: 'sequence' }>;

/**
 * Grades an order of lines, typed as letters (`B A C`, `bac`) or numbers (`2 1 3`). Lines of a training loop are run:
 * an order that does the same as the right one is right, another is judged by what happens. Any other lines have to
 * be in the order of the question.
 *
 * @throws UserError for what is no order of the lines
 */
export function gradeSequence({ lines, right }: TypedSequence, text: string): Grade {
  const letters = readOrder(text, lines.length, right.length);
  const [typed, wanted] = [linesOf(letters, lines), linesOf(right, lines)];
  const remark = `You typed \`${letters.join(' ')}\`.`;
  if (typed === undefined || wanted === undefined) {
    return gradeOf({ right: letters.join() === right.join(), bugs: [], remark });
  }
  const run = runLoop(typed);
  if (sameRun(run, runLoop(wanted))) {
    const other = letters.join() === right.join() ? undefined : 'Another order than mine, and it does the same.';
    return gradeOf({ right: true, bugs: [], remark: other });
  }
  return gradeOf({ right: false, bugs: loopDiagnoses(run), remark: `${remark} ${loopStory(run)}` });
}

function linesOf(letters: readonly string[], lines: readonly string[]): LoopLine[] | undefined {
  const known = letters.map((letter) => loopLine(lines[placeOf(letter) ?? -1] ?? ''));
  return known.every((line) => line !== undefined) ? known : undefined;
}

/** `bdace` or `24135`: letters or digits of lines without anything between them, and no word. */
const isRun = (piece: string, count: number): boolean =>
  /^[a-z]+$/i.test(piece)
    ? [...piece].every((letter) => (placeOf(letter) ?? count) < count)
    : count < 10 && /^[1-9]{2,}$/.test(piece);

/** The letters in capitals, each at most once. */
function readOrder(text: string, count: number, wanted: number): string[] {
  const example = Array.from({ length: wanted }, (_, i) => letterOf(i)).join(' ');
  const fail = (code: ErrorCode, message: string): never => {
    throw new UserError(message, {
      code,
      hint: `Type ${wanted} of the letters A to ${letterOf(count - 1)} in their order, as in \`${example}\`.`,
    });
  };
  const pieces = text
    .normalize('NFKC')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((piece) => piece !== '' && !/^(then|and)$/i.test(piece))
    .flatMap((piece) => (isRun(piece, count) ? [...piece] : [piece]));
  const places = pieces.map((piece) => {
    const place = /^\d{1,2}$/.test(piece) ? Number(piece) - 1 : placeOf(piece);
    if (place !== undefined && place >= 0 && place < count) return place;
    return fail('E_UNKNOWN_LINE', `There is no line \`${piece.slice(0, 20).replaceAll('`', "'")}\`.`);
  });
  const twice = places.find((place, i) => places.indexOf(place) !== i);
  if (twice !== undefined) fail('E_LINE_TWICE', `Line ${letterOf(twice)} stands there twice.`);
  if (places.length !== wanted) fail('E_LINE_COUNT', `These are ${places.length} lines; it takes ${wanted}.`);
  return places.map(letterOf);
}
