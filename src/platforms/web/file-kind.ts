/** Names of files that hold questions, and of those that may hold anything. */
const QUESTIONS_NAME = /\.(ya?ml|gift|xml)$/i;
const OPEN_NAME = /\.(txt|text|md)$/i;
/** A column of questions, as `/quiz import` and others call it. */
const QUESTION_COLUMN = /^"?(prompt|question|question ?text|mcq|stem|frage|fragetext|pregunta)(?: ?[-–—(#:].*)?"?$/i;
/** So many titles may stand above the names of the columns. */
const TITLES = 5;
/** What begins or ends questions: braces of GIFT, the answer of Aiken, a list of YAML. */
const QUESTIONS_SIGN = /\{[^}]*\}|^\s*ANSWER\s*:|^-\s+\w+\s*:|^questions\s*:/im;
/** In JSON. */
const QUESTIONS_KEY = /"(?:questions?|prompt)"\s*:/;
const NUMBER = /^"?[-+−$€]?\d[\d.,]*%?"?$/;
/** So many lines show what a file is. */
const LINES = 100;

const linesOf = (text: string): string[] =>
  text
    .split(/\r\n?|\n/)
    .filter((line) => !/^\s*(#|%|\/\/|"?sep=.?"?\s*$|$)/i.test(line))
    .slice(0, LINES);

/** Are these questions beyond doubt, by their name or what stands in them? */
export function areQuestions(text: string, fileName: string): boolean {
  if (QUESTIONS_NAME.test(fileName)) return true;
  const asks = (line: string): boolean => {
    const names = line
      .split(/[,;\t|]|\s{2,}/)
      .map((cell) => cell.trim())
      .filter((cell) => cell !== '');
    return names.length > 1 && names.some((name) => QUESTION_COLUMN.test(name));
  };
  return (/^\s*[[{]/.test(text) && QUESTIONS_KEY.test(text)) || linesOf(text).slice(0, TITLES).some(asks);
}

/** Is a file a table to compute with, rather than questions to import? What stands in it decides, then its name. */
export function isTable(text: string, fileName: string): boolean {
  if (areQuestions(text, fileName)) return false;
  return !OPEN_NAME.test(fileName) || (!QUESTIONS_SIGN.test(text) && hasRows(linesOf(text)));
}

/** Are most lines rows: of numbers for the greater part, or of as many cells each? */
function hasRows(lines: readonly string[]): boolean {
  const isMost = (test: (line: string) => boolean): boolean =>
    lines.length > 0 && 2 * lines.filter(test).length >= lines.length;
  const ofNumbers = (line: string): boolean => {
    const cells = line.split(/[;\t|]|,(?!\d)|(?<=[^\d\s]),|\s+/).filter((cell) => cell.trim() !== '');
    return cells.length > 0 && 2 * cells.filter((cell) => NUMBER.test(cell.trim())).length >= cells.length;
  };
  if (isMost(ofNumbers)) return true;
  return [',', ';', '\t', '|'].some((sign) => {
    const count = lines[0]?.split(sign).length ?? 1;
    return count > 1 && lines.length > 2 && lines.every((line) => line.split(sign).length === count);
  });
}

/** Is a file a lesson: pages behind a title between lines of dashes? */
export const isLesson = (text: string): boolean => /^\ufeff?---[ \t]*\r?\n(?:(?!---)[^\n]*\n)*?title:/.test(text);
