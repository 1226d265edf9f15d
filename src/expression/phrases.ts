import { UserError } from '../errors.ts';
import { clean } from './notation/clean.ts';
import { type Request, requestOf } from './notation/request.ts';
import { readRequest } from './reading.ts';

/** Signs that prose hardly has. */
const MATHS = /[=^√∛|]|[*/+](?!\s*$)|\d\s*\p{L}|\p{L}\s*\(|[²³]/u;
/** `well-known` and `and/or` are words with a sign between. */
const WORDS_WITH_SIGNS = /^\p{L}{2,}(?:\s*[-/]\s*\p{L}{2,})*$/u;
/** Words of prose: a formula has them only as names, joined by signs. */
const PROSE = /\p{L}{2,}\s+\p{L}{2,}\s+\p{L}{2,}/u;

/**
 * What stands behind `/grad` for a text without a command: a formula, or a derivative that is asked for in words. The
 * words around it are gone, and the names asked for stand in `--wrt`. Undefined for what is no formula: prose, a single
 * word or number.
 */
export function readPhrase(typed: string): string | undefined {
  if (typed.length > 1000 || /^\s*\//.test(typed)) return undefined;
  let request: Request;
  try {
    request = requestOf(typed);
  } catch (error) {
    // What is asked of other programs gets its answer from the command.
    if (error instanceof UserError) return typed.trim();
    throw error;
  }
  if (!request.derivative && !isFormula(request.text, typed)) return undefined;
  try {
    const { plain, by, choices, other, readAs } = readRequest(typed);
    // Where it could be read otherwise, the answer says so, and has the buttons.
    const settled = readAs !== undefined && choices.length === 0 && other === undefined;
    const names = request.by.length > 0 || request.prime ? by : [];
    return `${settled ? plain : formulaOf(request)}${names.length === 0 ? '' : ` --wrt ${names.join(',')}`}`;
  } catch (error) {
    if (error instanceof UserError) return formulaOf(request);
    throw error;
  }
}

/** The formula as it was typed, without the words around it. */
function formulaOf({ text, of, point }: Request): string {
  const named = of !== undefined && !text.includes('=') ? `${of} = ${text}` : text;
  return point === undefined ? named : `${named} at ${point}`;
}

/** Does it read as a formula with something to derive, and look like one? */
function isFormula(text: string, typed: string): boolean {
  try {
    const { definitions } = readRequest(text).formula;
    const [only, ...more] = definitions.values();
    if (only?.kind === 'name' && more.length === 0) return false;
    return !WORDS_WITH_SIGNS.test(text);
  } catch (error) {
    if (error instanceof UserError) return MATHS.test(clean(typed)) && !PROSE.test(typed);
    throw error;
  }
}
