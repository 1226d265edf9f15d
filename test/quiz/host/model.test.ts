import { describe, expect, it } from 'vitest';
import { openStore } from '../../../src/store/open.ts';
import { newFolder } from '../../store/places.ts';
import { playSeed } from './model.ts';

/** More by hand: `node test/quiz/soak.ts 100000`. */
const SEEDS = 2_000;
const SEEDS_ON_DISK = 5;

/** Says which seed it was. */
async function play(
  seed: number,
  ...where: Parameters<typeof playSeed> extends [number, ...infer Rest] ? Rest : never
) {
  try {
    await playSeed(seed, ...where);
  } catch (error) {
    throw new Error(`seed ${seed}: ${error instanceof Error ? error.message : error}`, { cause: error });
  }
}

describe('a quiz in which everything goes wrong', () => {
  it(`loses nothing, counts nothing twice, tells nothing early, and ends: ${SEEDS} seeds`, async () => {
    for (let seed = 0; seed < SEEDS; seed++) await play(seed);
    expect.assertions(0);
  });

  it(`does so on SQLite: ${SEEDS_ON_DISK} seeds`, async () => {
    for (let seed = 0; seed < SEEDS_ON_DISK; seed++) {
      const place = await newFolder();
      const store = await openStore(place.options);
      await play(seed, store.quizzes, 4);
      await store.close();
      await place.remove();
    }
    expect.assertions(0);
  });
});
