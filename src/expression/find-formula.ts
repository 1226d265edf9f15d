import { UserError } from '../errors.ts';
import { functionNamed } from './functions.ts';
import { readPhrase } from './phrases.ts';
import { readRequest } from './reading.ts';

/** Of a message this much is looked at, and so many pieces of it are tried. */
const MOST_TEXT = 4000;
const MOST_TRIED = 60;

const FENCE = /```(?:\w*\n)?([\s\S]*?)```/g;
const CODE = /`([^`\n]+)`/g;
const LATEX = /\$\$?([^$\n]+)\$\$?|\\[([]([\s\S]+?)\\[)\]]/g;
const ADDRESS = /\b[a-z][a-z+.-]*:\/\/\S+|\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gi;
const COMMAND = /^\s*\/?grad\s+(\S.*)$/im;
const SENTENCE_END = /[.!?](?=\s|$)|\n/;

const OPERATOR = /[+*/^=|√²³·×−-]/u;
/** A word of two letters or more. */
const WORD = /^\p{L}{2,}$/u;
/** Two words joined by a sign, as in `and/or`. */
const JOINED = /\p{L}{2,}[-/]\p{L}{2,}/u;
const CALL = /^[-(]*(\p{L}+)\(/u;
/** Between the formula and its values. */
const LINKS = new Set(['with', 'at', 'where', 'for', 'if', 'and', 'when']);
/** Letters that are words. */
const ARTICLES = new Set(['a', 'i']);

/**
 * Finds the formula in a longer text, such as somebody's message: in code first, then in the text as a whole, its
 * sentences, and runs of words that look like mathematics. What can be read goes before what has a mistake.
 *
 * @returns what is typed behind `/grad` for it; undefined where there is none
 */
export function findFormula(message: string): string | undefined {
  const text = message.slice(0, MOST_TEXT);
  const behindCommand = COMMAND.exec(text.replaceAll('`', ''))?.[1];
  return (behindCommand?.trim() ?? foundIn(text))?.replaceAll(/\s*\n\s*/g, '; ');
}

function foundIn(text: string): string | undefined {
  const { code, plain, prose } = pieces(text);
  const found = firstOf([...code, ...prose].slice(0, MOST_TRIED), (piece) => {
    const read = isWhole(piece) ? readPhrase(piece) : undefined;
    return read !== undefined && !isProse(read.replace(/ --wrt \S+$/, '')) ? read : undefined;
  });
  if (found !== undefined) return found;
  // With a mistake in it only what stands alone, so that words are not taken for one.
  const attempt = [...code, plain].find((piece) => OPERATOR.test(piece) && /\p{L}/u.test(piece) && !isProse(piece));
  return attempt && (readPhrase(attempt) ?? attempt);
}

function firstOf(all: readonly string[], look: (one: string) => string | undefined): string | undefined {
  for (const one of all) {
    const found = look(one);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What may be a formula, the likeliest first: what stands as code, and the rest. */
function pieces(text: string) {
  const fenced = [...text.matchAll(FENCE)].flatMap(([, inside = '']) => [inside, ...inside.split('\n')]);
  const outside = text.replace(FENCE, '\n');
  const code = [...outside.matchAll(CODE)].map(([, inside = '']) => inside);
  const latex = [...outside.matchAll(LATEX)].map(([, inline, inside]) => inline ?? inside ?? '');
  const plain = outside.replaceAll('`', '').replace(ADDRESS, ' ').trim();
  const sentences = plain.split(SENTENCE_END);
  const parts = sentences.flatMap((sentence) => [sentence, ...sentence.split(/:\s/).slice(1)]);
  const runs = sentences.flatMap(runsOf).sort((one, other) => other.length - one.length);
  return { code: filled([...fenced, ...code, ...latex]), plain, prose: filled([plain, ...parts, ...runs]) };
}

const filled = (texts: readonly string[]): string[] => [
  ...new Set(texts.map((text) => text.trim()).filter((text) => text !== '')),
];

/** Runs of neighbouring words that look like mathematics, without what links them to the words around. */
function runsOf(sentence: string): string[] {
  const runs: string[][] = [[]];
  const words = sentence.split(/\s+/);
  words.forEach((word, i) => {
    const run = runs.at(-1) as string[];
    const isOperand = /(?:^|[^+])[=+*/^]$/.test(words[i - 1] ?? '') || /^[=+*/^]/.test(words[i + 1] ?? '');
    if (isOperand || isMaths(word) || (run.length > 0 && LINKS.has(word.toLowerCase()))) run.push(word);
    else runs.push([]);
  });
  return runs.map(trimmed);
}

function trimmed(run: readonly string[]): string {
  const isNone = (word: string): boolean => LINKS.has(word.toLowerCase()) || ARTICLES.has(word.toLowerCase());
  const start = run.findIndex((word) => !isNone(word));
  const end = run.findLastIndex((word) => !isNone(word));
  return start < 0 ? '' : bare(run.slice(start, end + 1).join(' '));
}

/** Without the marks that a sentence has around its words. */
const bare = (text: string): string => text.replace(/^["'“‘,:;]+|["'”’,:;.!?]+$/g, '');

function isMaths(word: string): boolean {
  const inside = bare(word).replace(/^[([]+|[)\]]+$/g, '');
  if (inside === '' || /^\p{L}$/u.test(inside)) return true;
  const named = CALL.exec(word)?.[1] ?? inside;
  return functionNamed(named) !== undefined || (/[\d\\+*/^=|√²³·×−-]/u.test(inside) && !JOINED.test(inside));
}

/** Are there words side by side with nothing between them? A formula has them only behind the name of a function. */
function isProse(text: string): boolean {
  if (JOINED.test(text) || /(^|\s)--\p{L}/u.test(text)) return true;
  const words = text.split(/[\s,;]+/);
  const isWord = (word: string | undefined): boolean =>
    WORD.test(bare(word ?? '')) && functionNamed(word as string) === undefined;
  const isOperand = (word: string | undefined): boolean => word !== undefined && /^[\p{L}\p{N}(]/u.test(word);
  return words.some((word, i) => isWord(word) && (isOperand(words[i + 1]) || isOperandEnd(words[i - 1])));
}

const isOperandEnd = (word: string | undefined): boolean => word !== undefined && /[\p{L}\p{N})]$/u.test(word);

/** Can it be read as it stands, and is there something to derive by? */
function isWhole(piece: string): boolean {
  try {
    return readRequest(piece).formula.leaves.length > 0;
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}
