import { parseLine } from '../../src/command/parse.ts';
import { loadCommands } from '../../src/command/registry.ts';
import { type Reply, replySchema } from '../../src/reply/document.ts';
import { toText } from '../../src/reply/text.ts';

export const commands = await loadCommands();

/** Runs a command line in this process; gives all replies, the answer last. */
export function replies(line: string, files: Readonly<Record<string, string>> = {}): Reply[] {
  const { command, values } = parseLine(line, commands);
  if (command.answer !== undefined) return [replySchema.parse(command.answer(values, commands))];
  if (command.run === undefined) throw new Error(`${line} acts, and answers nothing by itself`);
  const answer = command.run(values, { files });
  return ('nodes' in answer ? [answer] : [...answer]).map((reply) => replySchema.parse(reply));
}

export const answer = (line: string, files?: Readonly<Record<string, string>>): Reply =>
  replies(line, files).at(-1) as Reply;

/** The answer as plain text. */
export const say = (line: string, files?: Readonly<Record<string, string>>): string => toText(answer(line, files));
