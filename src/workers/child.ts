import { worker, workerEmit } from 'workerpool';
import { loadCommands } from '../command/registry.ts';
import { UserError } from '../errors.ts';
import { drawLocally } from '../pictures/draw.ts';
import type { Picture, Reply } from '../reply/document.ts';
import type { Job, Outcome } from './pool.ts';

/** Replies on the way to the answer are sent on at most this often. */
const PROGRESS_EVERY_MS = 1000;

const [folder] = process.argv.slice(2);
const commands = await loadCommands(folder === undefined ? undefined : new URL(folder));

worker({
  run: async ({ name, values, files = {} }: Job): Promise<Outcome> => {
    try {
      const command = commands.find((candidate) => candidate.name === name);
      if (command === undefined) throw new Error(`there is no command "${name}"`);
      const answer = command.run(values, { commands, files });
      return { kind: 'reply', reply: 'nodes' in answer ? answer : await lastOf(answer) };
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      const { message, hint, where } = error;
      return { kind: 'refusal', message, hint, where };
    }
  },
  draw: async (picture: Picture): Promise<string> => Buffer.from(await drawLocally(picture)).toString('base64'),
});

/** The last reply that a command yields; those before it are progress, and go out as they come. */
async function lastOf(replies: Generator<Reply, void>): Promise<Reply> {
  let last: Reply | undefined;
  let sent = performance.now();
  for (const reply of replies) {
    if (last !== undefined && performance.now() - sent >= PROGRESS_EVERY_MS) {
      sent = performance.now();
      workerEmit(last);
      // Lets the message leave before the work goes on.
      await new Promise((resolve) => setImmediate(resolve));
    }
    last = reply;
  }
  if (last === undefined) throw new Error('the command answered nothing');
  return last;
}
