import { openStore } from '../../src/store/open.ts';
import type { QuizStore } from '../../src/store/quiz-store.ts';
import type { Store } from '../../src/store/store.ts';
import { memoryStore } from '../quiz/host/memory-store.ts';
import { NO_POSTGRES, newFolder, newSchema, type Place, TEST_DATABASE_URL } from './places.ts';

/** A store; `again` opens another on the same place, as a second process does. */
interface OpenedStore {
  readonly store: Store;
  again(): Promise<Store>;
  close(): Promise<void>;
}

interface Kind<Opened> {
  readonly name: string;
  /** Why it cannot be tried here. */
  readonly without?: string | false;
  readonly open: () => Promise<Opened>;
}

/** Both databases. */
export const STORES: readonly Kind<OpenedStore>[] = [
  { name: 'SQLite', open: () => openIn(newFolder) },
  {
    name: 'PostgreSQL',
    without: !TEST_DATABASE_URL && NO_POSTGRES,
    open: () => openIn(() => newSchema(TEST_DATABASE_URL ?? '')),
  },
];

/** A store of quizzes, likewise. */
export interface Opened {
  readonly quizzes: QuizStore;
  again(): Promise<QuizStore>;
  close(): Promise<void>;
}

/** Every place in which quizzes are kept. */
export const QUIZ_STORES: readonly Kind<Opened>[] = [
  {
    name: 'memory',
    async open() {
      const quizzes = memoryStore();
      return { quizzes, again: async () => quizzes, close: async () => {} };
    },
  },
  ...STORES.map(({ open, ...kind }) => ({
    ...kind,
    async open() {
      const { store, again, close } = await open();
      return { quizzes: store.quizzes, again: async () => (await again()).quizzes, close };
    },
  })),
];

async function openIn(newPlace: () => Promise<Place>): Promise<OpenedStore> {
  const place = await newPlace();
  const first = await openStore(place.options);
  const stores = [first];
  return {
    store: first,
    async again() {
      // SQLite waits for a lock without letting this process go on, which may hold it: two files are for two processes.
      if (place.options.databaseUrl === undefined) return first;
      const store = await openStore(place.options);
      stores.push(store);
      return store;
    },
    async close() {
      await Promise.all(stores.map((store) => store.close()));
      await place.remove();
    },
  };
}
