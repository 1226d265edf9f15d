import { Mistakes, type WrittenFile, type WrittenOption, type WrittenQuestion } from './written.ts';

const OPTION = /^\s*\(?([A-Z])[).:]\s+(.*)$/i;
const ANSWER = /^\s*ANSWERS?\s*:\s*(.*)$/i;

interface Open {
  line: number;
  prompt: string[];
  options: { letter: string; text: string; line: number }[];
}

/** The questions of a file in Aiken's format: lines of a question, options behind letters, and `ANSWER: B`. */
export function readAiken(text: string): WrittenFile {
  const questions: WrittenQuestion[] = [];
  let open: Open | undefined;
  const end = (letters: readonly string[] | undefined, at: number): void => {
    if (open !== undefined) questions.push(questionOf(open, letters, at));
    open = undefined;
  };
  for (const [i, line] of text.split('\n').entries()) {
    const answer = ANSWER.exec(line)?.[1];
    const [, letter, option] = OPTION.exec(line) ?? [];
    const next = String.fromCharCode(65 + (open?.options.length ?? 0));
    if (answer !== undefined && open !== undefined) end(answer.toUpperCase().match(/[A-Z]/g) ?? [], i + 1);
    else if (letter !== undefined && open !== undefined && letter.toUpperCase() === next)
      open.options.push({ letter: next, text: option ?? '', line: i + 1 });
    else if (line.trim() === '') continue;
    else if (open !== undefined && open.options.length > 0) {
      const last = open.options.at(-1);
      // Behind an empty line a new question begins: the answer of the last one is missing.
      if (last !== undefined && i + 1 - lineEnd(last) <= 1) last.text += `\n${line}`;
      else {
        end(undefined, i);
        open = { line: i + 1, prompt: [line], options: [] };
      }
    } else if (open === undefined) open = { line: i + 1, prompt: [line], options: [] };
    else open.prompt.push(line);
  }
  end(undefined, text.split('\n').length);
  return { questions, leftOut: [], notes: [] };
}

const lineEnd = ({ text, line }: Open['options'][number]): number => line + text.split('\n').length - 1;

function questionOf(
  { line, prompt, options }: Open,
  letters: readonly string[] | undefined,
  at: number,
): WrittenQuestion {
  const mistakes = new Mistakes();
  if (letters === undefined) mistakes.add(at, 'The line `ANSWER:` with the letter of the right option is missing.');
  const unknown = letters?.find((letter) => !options.some((option) => option.letter === letter));
  if (unknown !== undefined || letters?.length === 0) mistakes.add(at, `There is no option \`${unknown ?? ''}\`.`);
  return {
    line,
    mistakes,
    prompt: { text: prompt.join('\n'), format: 'auto' },
    options: options.map(
      (option): WrittenOption => ({
        text: { text: option.text, format: 'auto' },
        right: letters?.includes(option.letter) ?? false,
        line: option.line,
      }),
    ),
    broken: mistakes.count > 0,
  };
}
