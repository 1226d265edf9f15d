import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Moved, Said } from './clocked.ts';

let asked = 0;

/** Moves the clock of a process, which does then what is due. @returns false where it died before that was done */
export async function ask(child: ChildProcess, move: Omit<Moved, 'id'>): Promise<boolean> {
  if (child.exitCode !== null || child.signalCode !== null) return false;
  const id = ++asked;
  const done = Promise.withResolvers<true>();
  const hear = (said: Said): void => {
    if (said.kind === 'done' && said.id === id) done.resolve(true);
  };
  child.on('message', hear);
  const over = new AbortController();
  const died = once(child, 'exit', over).then(
    () => false,
    () => false,
  );
  if (child.connected) child.send({ id, ...move } satisfies Moved);
  const result = await Promise.race([done.promise, died]);
  child.off('message', hear);
  over.abort();
  return result;
}
