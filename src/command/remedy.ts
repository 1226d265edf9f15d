import { UserError } from '../errors.ts';
import type { Command } from './define.ts';
import { formatLine } from './format.ts';
import type { Values } from './line-reader.ts';
import { exampleOf, readOptions } from './read-options.ts';

/** Of mistakes in one text, the most that are corrected one after the other. */
const MOST_MISTAKES = 6;

/**
 * The mistake in an option with a line that works in place of its correction, where the correction leads to one; else
 * with a line that its hint writes out, or an example of the command.
 *
 * @param values as they were given
 * @param runs does the command with these values, or as much of it as shows that it can be done; throws if it cannot
 */
export function withRemedy(
  error: UserError,
  command: Command,
  values: Values,
  runs: (values: Values) => unknown,
): UserError {
  if (error.remedies.length > 0) return error;
  const meant = error.choices.length > 0 ? error.choices : [error.correction];
  const lines = meant.flatMap((correction) => follow(error.with({ correction }), command, values, runs) ?? []);
  const remedies = lines.length > 0 ? lines : [hintedLine(error, command, runs) ?? exampleOf(command)];
  return error.with({ correction: undefined, choices: [], remedies });
}

/** The first line that works on the way from correction to correction. */
function follow(
  error: UserError,
  command: Command,
  values: Values,
  runs: (values: Values) => unknown,
): string | undefined {
  let [mistake, corrected] = [error, values];
  for (let i = 0; i < MOST_MISTAKES; i++) {
    const next = correctedValues(mistake, command, corrected);
    if (next === undefined) return undefined;
    corrected = next;
    try {
      runs(corrected);
      return formatLine(command, corrected);
    } catch (another) {
      if (!(another instanceof UserError)) return undefined;
      mistake = another;
    }
  }
  return undefined;
}

/** A line of the command that the hint of a mistake writes out, if it works. */
function hintedLine({ hint = '' }: UserError, command: Command, runs: (values: Values) => unknown): string | undefined {
  const start = `/${command.name} `;
  const lines = hint.split('`').filter((part, i) => i % 2 === 1 && part.startsWith(start));
  return lines.find((line) => {
    try {
      runs(readOptions(command, line.slice(start.length), {}));
      return true;
    } catch {
      return false;
    }
  });
}

/** The values with the correction in the option that has the mistake, or in the part of its text that has it. */
function correctedValues({ correction, option, where }: UserError, command: Command, values: Values) {
  if (correction === undefined) return undefined;
  const wrong = where?.text ?? '';
  const has = (key: string | undefined): key is string =>
    key !== undefined && String(values[key] ?? '').includes(wrong);
  const key = option ?? [command.text, ...command.declared.map((one) => one.key)].find(has) ?? command.text;
  if (key === undefined) return undefined;
  const { type } = command.declared.find((one) => one.key === key) ?? {};
  if (type === 'number' || type === 'integer') return { ...values, [key]: Number(correction) };
  const value = String(values[key] ?? '');
  return {
    ...values,
    [key]: wrong !== '' && value.includes(wrong) ? value.replace(wrong, () => correction) : correction,
  };
}

/**
 * The mistake in what stands behind the name of a command, with a line that can be read in place of its correction.
 *
 * @param typed options that a platform has typed already
 */
export function withReadableLine(error: UserError, command: Command, text: string, typed: Values): UserError {
  const line = readableLine(error, command, text, typed);
  return error.with({ correction: undefined, remedies: line === undefined ? error.remedies : [line] });
}

/** The first line that can be read on the way from correction to correction, or else an example of where it ends. */
function readableLine(error: UserError, command: Command, text: string, typed: Values): string | undefined {
  // A file is still to be fetched: its place in a line is not known yet.
  if (command.declared.some(({ flag, attachment }) => attachment && typed[flag] !== undefined)) return undefined;
  let mistake = error;
  for (let i = 0; i < MOST_MISTAKES; i++) {
    const next = corrected(mistake, command, text, typed);
    if (next === undefined) break;
    try {
      return formatLine(command, readOptions(command, next.text, next.typed));
    } catch (another) {
      if (!(another instanceof UserError)) throw another;
      [mistake, { text, typed }] = [another, next];
    }
  }
  return mistake === error ? undefined : mistake.remedies[0];
}

/** The text without the mistake; a value that a platform has typed is left out. */
function corrected({ correction, option }: UserError, { declared }: Command, text: string, typed: Values) {
  if (correction !== undefined) return { text: correction, typed };
  const flag = declared.find(({ key }) => key === option)?.flag;
  if (flag === undefined || typed[flag] === undefined) return undefined;
  return { text, typed: { ...typed, [flag]: undefined } };
}
