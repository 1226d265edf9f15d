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
 */
export function batched<Item, Result>(
  work: (items: readonly Item[]) => Promise<readonly Result[]>,
  { most = 100, atOnce = 3 }: BatchOptions = {},
): (item: Item) => Promise<Result> {
  interface Waiting {
    readonly item: Item;
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
        const results = await work(batch.map(({ item }) => item));
        for (const [index, { resolve }] of batch.entries()) resolve(results[index] as Result);
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    running--;
  };

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      more();
    });
}
