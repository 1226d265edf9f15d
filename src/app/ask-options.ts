import { parseArgs } from 'node:util';

const OPTIONS = {
  json: { type: 'boolean' },
  out: { type: 'string' },
  help: { type: 'boolean' },
  version: { type: 'boolean' },
} as const;

/** What `ask` is called with: options of its own, and the line to answer. */
export interface AskOptions {
  readonly line: string;
  readonly json: boolean;
  /** The folder for pictures and files; undefined where the option has no value. */
  readonly out: string | undefined;
  readonly help: boolean;
  readonly version: boolean;
}

/**
 * Reads our own options wherever they stand. All other words are the line, whatever they look like: `-a*b`, `--lr 0.1`.
 *
 * @param words the arguments of the program
 */
export function readAskOptions(words: readonly string[]): AskOptions {
  const { values, tokens } = parseArgs({
    args: [...words],
    options: OPTIONS,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const own = new Set<number>();
  for (const token of tokens) {
    if (token.kind === 'positional' || (token.kind === 'option' && !Object.hasOwn(OPTIONS, token.name))) continue;
    own.add(token.index);
    if (token.kind === 'option' && token.inlineValue === false) own.add(token.index + 1);
  }
  const { out = 'out' } = values;
  return {
    line: words
      .filter((_, i) => !own.has(i))
      .join(' ')
      .trim(),
    json: values.json === true,
    out: typeof out === 'string' ? out : undefined,
    help: values.help === true,
    version: values.version === true,
  };
}
