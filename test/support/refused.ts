import type { Command } from '../../src/command/define.ts';
import type { Values } from '../../src/command/line-reader.ts';
import { withRemedy } from '../../src/command/remedy.ts';
import { type CommandInput, parseInput } from '../../src/dispatch/parsed-call.ts';
import { UserError } from '../../src/errors.ts';
import { commands } from '../commands/run.ts';

type Files = Readonly<Record<string, string>>;

/** The first reply of a command, which is the answer where it has only one. */
function begin(command: Command, values: Values, files: Files): unknown {
  if (command.answer !== undefined) return command.answer(values, commands);
  const reply = command.run?.(values, { files });
  return reply !== undefined && 'next' in reply ? reply.next().value : reply;
}

/** What somebody reads who types this: the mistake with its remedies; undefined for what is answered. */
export function refused(input: CommandInput, files: Files = {}): UserError | undefined {
  const call = parseInput(input, commands);
  if (call.error !== undefined) return call.error;
  try {
    begin(call.command, call.values, files);
    return undefined;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    if (call.command.run === undefined) return error;
    return withRemedy(error, call.command, call.values, (values) => begin(call.command, values, files));
  }
}
