import type { Button } from '../reply/document.ts';

/** What pressing a button means. */
export interface Pressed {
  /** The command line; with an `input`, a text is still to be put behind it. */
  readonly line: string;
  /** What to call the text that is asked for first; undefined when none is. */
  readonly input: string | undefined;
  /** May that text have many lines? */
  readonly long?: boolean | undefined;
  /** What stands in the field at first. */
  readonly filled?: string | undefined;
}

/**
 * In front of the id of a button whose answer is for everybody, and of one that asks for a text of a line or of many, or
 * once more for one that could not be read.
 */
const EVERYBODY = '*';
const ASKS = '?';
const ASKS_LONG = '!';
const ASKS_AGAIN = '=';
const ASKS_LONG_AGAIN = '+';
/** In front of a text that stands in the id itself, and of a key to one in the store. */
const TEXT = '>';
const KEY = '#';
/** Between what to call the text that is asked for, which has none, and the command line. */
const BEHIND_INPUT = '|';

const FORM = /^(\*?)([?!=+]?)([>#])([\s\S]*)$/;

/** Is the answer to a press for everybody, or for the one who pressed alone? */
export const isForEverybody = (id: string): boolean => id.startsWith(EVERYBODY);

/** Does the button ask for a text before anything is done? */
export const asksFirst = (id: string): boolean => /^\*?[?!=+]/.test(id);

/**
 * The id of a button, at most `limit` characters.
 *
 * @param save keeps a text that is too long for an id, and gives its key
 */
export async function toId(
  { command, everybody, input, long, filled }: Button,
  limit: number,
  save: (text: string) => Promise<string>,
): Promise<string> {
  const [once, more] = long ? [ASKS_LONG, ASKS_LONG_AGAIN] : [ASKS, ASKS_AGAIN];
  const asks = filled === undefined ? once : more;
  const front = (everybody ? EVERYBODY : '') + (input === undefined ? '' : asks);
  const again = filled === undefined ? '' : encodeURIComponent(filled.toWellFormed()) + BEHIND_INPUT;
  const text = input === undefined ? command : input + BEHIND_INPUT + again + command;
  const short = front + TEXT + text;
  return short.length <= limit ? short : front + KEY + (await save(text));
}

/** What a button's id stands for; undefined for one that is none of ours, or whose text is gone. */
export async function fromId(
  id: string,
  load: (key: string) => Promise<string | undefined>,
): Promise<Pressed | undefined> {
  const [, , asks, kind, rest = ''] = FORM.exec(id) ?? [];
  if (kind === undefined) return undefined;
  const text = kind === KEY ? await load(rest) : rest;
  if (text === undefined) return undefined;
  if (asks === '') return { line: text, input: undefined };
  const end = text.indexOf(BEHIND_INPUT);
  if (end < 0) return undefined;
  const long = asks === ASKS_LONG || asks === ASKS_LONG_AGAIN;
  const pressed = { line: text.slice(end + 1), input: text.slice(0, end), ...(long && { long }) };
  if (asks !== ASKS_AGAIN && asks !== ASKS_LONG_AGAIN) return pressed;
  const [filled = '', ...line] = pressed.line.split(BEHIND_INPUT);
  return { ...pressed, line: line.join(BEHIND_INPUT), filled: decodeURIComponent(filled) };
}
