import { setImmediate } from 'node:timers/promises';

interface BatchOptions {
  /** Items of a batch. */
  readonly most?: number | undefined;
  /** Batches that may be on their way: with one alone, whoever comes while it is waits for two answers. */
  readonly atOnce?: number | undefined;
}

/**
 * Does together what is asked for at the same time.
 *
 * @param work gives a result for each item, in their order
 * @returns takes an item, and what is called right after the work on its batch has begun
 */
export function batched<Item, Result>(
  work: (items: readonly Item[]) => Promise<readonly Result[]>,
  { most = 100, atOnce = 3 }: BatchOptions = {},
): (item: Item, onBegin?: () => void) => Promise<Result> {
  interface Waiting {
    readonly item: Item;
    readonly onBegin: (() => void) | undefined;
    readonly resolve: (result: Result) => void;
    readonly reject: (error: unknown) => void;
  }
  const waiting: Waiting[] = [];
  let running = 0;
  let gathering = false;

  const more = (): void => {
    if (!gathering && running < atOnce) void run();
  };

  const run = async (): Promise<void> => {
    running++;
    gathering = true;
    await setImmediate();
    gathering = false;
    if (waiting.length > most) more();
    while (waiting.length > 0) {
      const batch = waiting.splice(0, most);
      try {
        const working = work(batch.map(({ item }) => item));
        for (const { onBegin } of batch) onBegin?.();
        const results = await working;
        for (const [index, { resolve }] of batch.entries()) resolve(results[index] as Result);
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    running--;
  };

  return (item, onBegin) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, onBegin, resolve, reject });
      more();
    });
}
