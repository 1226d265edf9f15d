import { UserError } from '../../errors.ts';
import { FORMAT_NAMES, FORMATS, type Format } from './formats.ts';
import { isHead } from './sheet/columns.ts';
import { readSheet } from './sheet/rows.ts';

/** So many characters show whether a table's first rows name questions. */
const START = 4000;

/**
 * What a file is, found by looking: XML begins with a tag, a YAML file begins a list or names a key, a table has a column of
 * questions, Aiken's format has lines of `ANSWER:`, and GIFT has braces.
 *
 * @throws UserError where it may be anything
 */
export function formatOf(text: string): Format {
  const first = text.split('\n').find((line) => line.trim() !== '' && !/^\s*(#|\/\/|---)/.test(line)) ?? '';
  if (/^\s*<(\?xml|quiz\b|!--)/.test(first)) return 'xml';
  if (
    /^\s*(-\s|[{[]?\s*"?questions"?\s*:|\{\s*$|\[(?!(html|markdown|moodle|plain)\])|prompt\s*:|question\s*:\s*\S)/.test(
      first,
    )
  )
    return 'yaml';
  if (isTable(text)) return 'csv';
  if (/^\s*ANSWERS?\s*:\s*[A-Z]\b/im.test(text) && /^\s*\(?A[).:]\s/im.test(text)) return 'aiken';
  if (/(?<!\\)\{/.test(text)) return 'gift';
  const known = FORMATS.filter((format) => format !== 'kahoot').map((format) => FORMAT_NAMES[format]);
  throw new UserError(`I cannot tell whether this is ${known.slice(0, -1).join(', ')} or ${known.at(-1)}.`, {
    code: 'E_UNKNOWN_FORMAT',
    hint: 'Say so, as in `--as gift`. `/help quiz import` shows how each is written.',
  });
}

/** Has one of its first rows a column of questions? */
function isTable(text: string): boolean {
  const { rows } = readSheet(text.slice(0, text.length > START ? text.lastIndexOf('\n', START) + 1 || START : START));
  return rows.slice(0, 10).some(isHead);
}
