import type { House } from './answer.ts';

const running = new WeakMap<object, Set<Promise<void>>>();

/** Does something that must be finished before the bot stops; what goes wrong is our trouble, not Slack's. */
export async function track(house: House, work: () => Promise<void>): Promise<void> {
  const set = running.get(house) ?? new Set();
  running.set(house, set);
  const done = work()
    .catch((error) => house.onError(error))
    .finally(() => set.delete(done));
  set.add(done);
  await done;
}

/** Resolves when nothing runs any more. */
export async function finished(house: House): Promise<void> {
  await Promise.all(running.get(house) ?? []);
}
