import type { Command } from './define.ts';
import { splitWords } from './words.ts';

const ALONE = /^\s*(?:--|[‒–—―])help\s*$/i;
const WORD = /^\s*(?:help|-h)\s*$/i;
const OPTION = /^(?:--|[‒–—―])help$/i;

/**
 * Does what stands behind a command's name ask for its help? `--help` does wherever it is an option, `-h` and `help`
 * where nothing else is said and they cannot be what the command is about, such as an answer to a question.
 */
export function asksHelp({ name, text, declared, run }: Command, rest: string): boolean {
  if (ALONE.test(rest)) return true;
  if (WORD.test(rest) && name !== 'help') return text === undefined || run !== undefined;
  if (declared.some(({ key, verbatim }) => verbatim && key === text)) return false;
  try {
    return splitWords(rest).some(({ bare, quoted }) => quoted === undefined && OPTION.test(bare));
  } catch {
    // A quotation that is never closed is a mistake to be told of.
    return false;
  }
}
