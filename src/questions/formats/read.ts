import { UserError } from '../../errors.ts';
import { MAX_FILE } from '../../limits.ts';
import { checkWritten } from './check.ts';
import { readCsv } from './csv.ts';
import { FORMAT_NAMES, type Format, type QuestionFile } from './formats.ts';
import { readGift } from './gift.ts';
import { Mistakes, type WrittenQuestion } from './written.ts';
import { readYaml } from './yaml.ts';

const MAX_QUESTIONS = 500;

const READERS: Readonly<Record<Format, (text: string, mistakes: Mistakes) => WrittenQuestion[]>> = {
  yaml: readYaml,
  csv: readCsv,
  gift: readGift,
};

/**
 * The questions of a file, and what of it was left out.
 *
 * @param format what it is written in; found out from the text if left out
 * @throws UserError that lists every mistake with its line, 20 at most
 */
export function readQuestions(text: string, format?: Format): QuestionFile {
  if (text.length > MAX_FILE) {
    throw new UserError(`This is ${text.length} characters long; ${MAX_FILE} fit.`, {
      code: 'E_FILE_TOO_LARGE',
      hint: 'Bring it in parts.',
    });
  }
  const mistakes = new Mistakes();
  const language = format ?? formatOf(text);
  // A byte order mark is no part of the text.
  const written = READERS[language](text.replace(/^\ufeff/, '').replaceAll(/\r\n?/g, '\n'), mistakes);
  if (written.length > MAX_QUESTIONS) {
    throw new UserError(`There are ${written.length} questions in it; ${MAX_QUESTIONS} fit.`, {
      code: 'E_TOO_MANY_QUESTIONS',
      hint: 'Bring it in parts.',
    });
  }
  const questions = written.flatMap((question) => checkWritten(question, mistakes) ?? []);
  mistakes.check();
  if (questions.length > 0) return { questions, leftOut: [], notes: [], readAs: language };
  throw new UserError(`I found no question in it, reading it as ${FORMAT_NAMES[language]}.`, {
    code: 'E_NO_QUESTIONS',
    hint: 'If it is written in something else, say so: `--format yaml`, `--format csv` or `--format gift`.',
  });
}

/** A YAML file begins a list or names a key, a CSV file begins with the names of its columns, a GIFT file has braces. */
function formatOf(text: string): Format {
  const first = text.split('\n').find((line) => line.trim() !== '' && !/^\s*(#|\/\/|---)/.test(line)) ?? '';
  if (/^\ufeff?\s*(-\s|questions\s*:|\[(?!(html|markdown|moodle|plain)\]))/.test(first)) return 'yaml';
  if (/(^|[,;\t])\s*"?(prompt|question)"?\s*[,;\t]/i.test(first.replace('\ufeff', ''))) return 'csv';
  if (/(?<!\\)\{/.test(text)) return 'gift';
  throw new UserError('I cannot tell whether this is YAML, CSV or GIFT.', {
    code: 'E_UNKNOWN_FORMAT',
    hint: 'Say so with `--format yaml`, `--format csv` or `--format gift`. `/help quiz import` shows how each is written.',
  });
}
