import { splitWords } from './words.ts';

const QUOTED = String.raw`"(?:\\["\\]|[^"\\]|\\(?!["\\]))*"`;
const NAME = /^(?:--|[‒–—―]+)(\p{L}[\p{L}\d_-]*)/u;
const VALUE = new RegExp(String.raw`^(?:[=:]|\s+)(?:${QUOTED}|\S+)(?:\s+|$)`, 'u');
const WITHOUT_VALUE = /^(?:\s+|$)/;
const ONE_QUOTATION = new RegExp(`^${QUOTED}$`);

/**
 * A line of a command whose free text is taken as it stands: the options come first, and what follows is the text, of
 * which quotation marks around the whole are no part.
 *
 * @param isSwitch does an option with this name stand without a value?
 */
export function splitVerbatim(
  line: string,
  isSwitch: (name: string) => boolean,
): {
  readonly options: string;
  readonly text: string | undefined;
  /** The text as it is written. */
  readonly rest: string;
} {
  let end = 0;
  for (;;) {
    const [whole, name = ''] = NAME.exec(line.slice(end)) ?? [];
    if (whole === undefined) break;
    const behind = line.slice(end + whole.length);
    const [value] = (isSwitch(name) && WITHOUT_VALUE.exec(behind)) || VALUE.exec(behind) || [];
    if (value === undefined) break;
    end += whole.length + value.length;
  }
  const options = line.slice(0, end);
  const rest = line.slice(end).trim();
  if (rest === '') return { options, text: undefined, rest };
  return { options, rest, text: ONE_QUOTATION.test(rest) ? splitWords(rest)[0]?.quoted : rest };
}
