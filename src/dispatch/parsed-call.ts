import type { Command } from '../command/define.ts';
import type { Values } from '../command/line-reader.ts';
import { findCommand, nameLine, orHelp, parseOptions } from '../command/parse.ts';
import { startOf } from '../command/start.ts';
import { type FormAgain, UserError } from '../errors.ts';

/**
 * What somebody typed or filled in: a whole command line, or a command with what a platform has typed already: `args`
 * is the rest of the line, and `typed` has option values by flag.
 */
export type CommandInput = string | { readonly command: string; readonly args: string; readonly typed: Values };

interface Common {
  readonly input: CommandInput;
  /** The line that it was read as, where somebody typed no command: to be said with whatever is answered. */
  readonly readAs?: string | undefined;
  /** The line that it would have been without the question that stands open: to be said with the answer. */
  readonly instead?: string | undefined;
  /** What was typed that was taken as the answer to a question, where that has to be said. */
  readonly answering?: string | undefined;
  /** The form that its text came from, with the text in it: offered where the call is refused, so that nothing is lost. */
  readonly again?: FormAgain | undefined;
}

/** A call that can be run. */
interface ValidCall extends Common {
  readonly command: Command;
  readonly values: Values;
  readonly error?: undefined;
}

/** What cannot be run, with what the person should correct. */
interface InvalidCall extends Common {
  /** The command that is named, if it is one of ours: its options are wrong then. */
  readonly command: Command | undefined;
  readonly error: UserError;
}

/** An input after parsing, which is done once on its way. */
export type ParsedCall = ValidCall | InvalidCall;

/** Parses an input; a mistake in it is part of the result. */
export function parseInput(input: CommandInput, commands: readonly Command[]): ParsedCall {
  let named: ReturnType<typeof nameInput> | undefined;
  try {
    named = nameInput(input, commands);
    const { command, rest, typed, readAs } = named;
    return { input, command, values: parseOptions(command, rest, typed), ...(readAs && { readAs }) };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const line = typeof input === 'string' ? input : input.command;
    const command = named?.command ?? startOf(line, commands)?.command;
    return { input, command, error, ...(named?.readAs && { readAs: named.readAs }) };
  }
}

/** The command that an input is for, with what is said about its options. */
function nameInput(input: CommandInput, commands: readonly Command[]) {
  if (typeof input === 'string') return { ...nameLine(input, commands), typed: {} };
  const command = findCommand(input.command, commands);
  const free = command.declared.find(({ key }) => key === command.text)?.flag;
  const start = orHelp({ command, rest: input.args }, commands, free && input.typed[free]);
  return { ...start, typed: start.command === command ? input.typed : {}, readAs: undefined };
}

/** The call with other values for some options, by their keys. */
export const withValues = (call: ParsedCall, values: Values): ParsedCall =>
  call.error === undefined ? { ...call, values: { ...call.values, ...values } } : call;

/** Is the answer for the person who asked alone? A mistake is nobody else's business either. */
export const isPrivate = (call: ParsedCall): boolean => call.error !== undefined || (call.command.private ?? false);
