/** A question of a GIFT file, or what stands between two. */
export interface Block {
  readonly text: string;
  /** The line of its first character, from 1. */
  readonly line: number;
  /** The comments before it and in it, without their strokes. */
  readonly comments: readonly string[];
  /** The category that it is in, as it is written. */
  readonly category: string | undefined;
}

/** So many lines a question may go on behind an empty one. */
const MAX_REACH = 100;

/**
 * Questions are parted by empty lines. One that stands between braces, or in a block of code, parts nothing where the
 * rest follows.
 */
export function blocksOf(text: string): Block[] {
  const lines = text.split('\n');
  const blocks: Block[] = [];
  let [open, first, comments, category]: [string[], number, string[], string | undefined] = [[], 0, [], undefined];
  // Blocks of code that are open, between fences or in `<pre>`.
  let [fences, pres] = [0, 0];
  const close = (): void => {
    if (open.some((line) => line.trim() !== ''))
      blocks.push({ text: open.join('\n'), line: first, comments, category });
    [open, comments, fences, pres] = [[], [], 0, 0];
  };
  for (const [i, line] of lines.entries()) {
    const inCode = fences % 2 === 1 || pres > 0;
    const named = /^\s*\$CATEGORY:(.*)$/i.exec(line)?.[1];
    const comment = inCode ? undefined : /^\s*\/\/(.*)$/.exec(line)?.[1];
    if (named !== undefined && !inCode) {
      // What stands above it is about the question below.
      const above = open.length === 0 ? comments : [];
      close();
      comments = above;
      category = named.trim();
    } else if (comment !== undefined) {
      comments.push(comment.trim());
      // Its line is counted.
      if (open.length > 0) open.push('');
    } else if (line.trim() === '') {
      if (open.length > 0 && goesOn(open, lines, i, inCode)) open.push('');
      else close();
    } else {
      // A title behind an answer begins another question, even without an empty line between them.
      if (!inCode && /^\s*::/.test(line) && isWhole(open)) close();
      if (open.length === 0) first = i + 1;
      open.push(line);
      fences += count(line, /^\s*(?:```|~~~)/g);
      pres += count(line, /<pre\b/gi) - count(line, /<\/pre\b/gi);
    }
  }
  close();
  return blocks;
}

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

/** Are there braces, all of them closed? */
function isWhole(open: readonly string[]): boolean {
  const text = open.join('\n').replaceAll(/\\[{}]/g, '');
  return text.includes('{') && count(text, /\{/g) === count(text, /\}/g);
}

/** Does what is open end behind this empty line, before the next question begins? */
function goesOn(open: readonly string[], lines: readonly string[], at: number, inCode: boolean): boolean {
  if (open.length > MAX_REACH) return false;
  const rest = lines.slice(at, at + MAX_REACH);
  if (inCode) return rest.some((line) => /^\s*(?:```|~~~)|<\/pre\b/i.test(line));
  const text = open.join('\n').replaceAll(/\\[{}]/g, '');
  if (count(text, /\{/g) <= count(text, /\}/g)) return false;
  const next = rest.find((line) => line.trim() !== '') ?? '';
  return /^\s*(?:[=~}]|#|\/\/)/.test(next) && rest.some((line) => /(?<!\\)\}/.test(line));
}
