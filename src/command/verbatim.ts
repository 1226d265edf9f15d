import { splitWords } from './words.ts';

const QUOTED = String.raw`"(?:\\["\\]|[^"\\]|\\(?!["\\]))*"`;
const OPTIONS = new RegExp(
  String.raw`^(?:(?:--|[‒–—―]+)\p{L}[\p{L}\d_-]*(?:[=:]|\s+)(?:${QUOTED}|\S+)(?:\s+|$))*`,
  'u',
);
const ONE_QUOTATION = new RegExp(`^${QUOTED}$`);

/**
 * A line of a command whose free text is taken as it stands: the options come first, and what follows is the text, of
 * which quotation marks around the whole are no part.
 */
export function splitVerbatim(line: string): {
  readonly options: string;
  readonly text: string | undefined;
  /** The text as it is written. */
  readonly rest: string;
} {
  const [options = ''] = OPTIONS.exec(line) ?? [];
  const rest = line.slice(options.length).trim();
  if (rest === '') return { options, text: undefined, rest };
  return { options, rest, text: ONE_QUOTATION.test(rest) ? splitWords(rest)[0]?.quoted : rest };
}
