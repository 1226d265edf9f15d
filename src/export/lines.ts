/** Python's indentation. */
export const indented = (lines: readonly string[], levels = 1): string[] =>
  lines.map((line) => (line === '' ? '' : ' '.repeat(4 * levels) + line));

/** Gives these lines, or where somebody is to find them out what is asked for. */
export type Turn = (solution: readonly string[], asked: string) => readonly string[];

/** Nothing is left out. */
export const solved: Turn = (solution) => solution;

/** A place to fill in. */
export const asked: Turn = (_, what) => [`...  # your turn: ${what}`];

/** The most that a line of Python has. */
const WIDTH = 88;

/** A command line as a part of a docstring, where it can stand there. */
export const quotedLine = (line: string | undefined): string[] =>
  line === undefined || line.length > WIDTH - 4 || /[\\\n]|"""/.test(line) ? [] : ['', `    ${line}`];

/** Items one behind the other, with commas, in as few lines as fit. */
export function filled(items: readonly string[]): string[] {
  const lines: string[] = [];
  let line = '';
  for (const item of items) {
    const longer = line === '' ? `${item},` : `${line} ${item},`;
    if (line !== '' && longer.length > WIDTH - 4) {
      lines.push(line);
      line = `${item},`;
    } else line = longer;
  }
  return line === '' ? lines : [...lines, line];
}

/** Words in lines of at most so many characters. */
export function wrapped(text: string, width = WIDTH): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}
