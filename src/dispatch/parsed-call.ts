import type { Command } from '../command/define.ts';
import type { Values } from '../command/line-reader.ts';
import { findCommand, parseLine, parseOptions, startOf } from '../command/parse.ts';
import { UserError } from '../errors.ts';

/**
 * What somebody typed or filled in: a whole command line, or a command with what a platform has typed already: `args`
 * is the rest of the line, and `typed` has option values by flag.
 */
export type CommandInput = string | { readonly command: string; readonly args: string; readonly typed: Values };

/** A call that can be run. */
interface ValidCall {
  readonly input: CommandInput;
  readonly command: Command;
  readonly values: Values;
  readonly error?: undefined;
}

/** What cannot be run, with what the person should correct. */
interface InvalidCall {
  readonly input: CommandInput;
  /** The command that is named, if it is one of ours: its options are wrong then. */
  readonly command: Command | undefined;
  readonly error: UserError;
}

/** An input after parsing, which is done once on its way. */
export type ParsedCall = ValidCall | InvalidCall;

/** Parses an input; a mistake in it is part of the result. */
export function parseInput(input: CommandInput, commands: readonly Command[]): ParsedCall {
  try {
    if (typeof input === 'string') return { input, ...parseLine(input, commands) };
    const command = findCommand(input.command, commands);
    return { input, command, values: parseOptions(command, input.args, input.typed) };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const line = typeof input === 'string' ? input : input.command;
    return { input, command: startOf(line, commands)?.command, error };
  }
}

/** The call with other values for some options, by their keys. */
export const withValues = (call: ParsedCall, values: Values): ParsedCall =>
  call.error === undefined ? { ...call, values: { ...call.values, ...values } } : call;

/** Is the answer for the person who asked alone? A mistake is nobody else's business either. */
export const isPrivate = (call: ParsedCall): boolean => call.error !== undefined || (call.command.private ?? false);
