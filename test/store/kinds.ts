import { openStore } from '../../src/store/open.ts';
import type { QuizStore } from '../../src/store/quiz-store.ts';
import { memoryStore } from '../quiz/host/memory-store.ts';
import { NO_POSTGRES, newFolder, newSchema, type Place, TEST_DATABASE_URL } from './places.ts';

/** A store of quizzes; `again` opens another on the same place, as a second process does. */
export interface Opened {
  readonly quizzes: QuizStore;
  again(): Promise<QuizStore>;
  close(): Promise<void>;
}

/** Every place in which quizzes are kept, with the reason why one cannot be tried here. */
export const QUIZ_STORES: readonly {
  readonly name: string;
  readonly without?: string | false;
  readonly open: () => Promise<Opened>;
}[] = [
  {
    name: 'memory',
    async open() {
      const quizzes = memoryStore();
      return { quizzes, again: async () => quizzes, close: async () => {} };
    },
  },
  { name: 'SQLite', open: () => openIn(newFolder) },
  {
    name: 'PostgreSQL',
    without: !TEST_DATABASE_URL && NO_POSTGRES,
    open: () => openIn(() => newSchema(TEST_DATABASE_URL ?? '')),
  },
];

async function openIn(newPlace: () => Promise<Place>): Promise<Opened> {
  const place = await newPlace();
  const stores = [await openStore(place.options)];
  const [first] = stores;
  if (first === undefined) throw new Error('no store');
  return {
    quizzes: first.quizzes,
    async again() {
      // SQLite waits for a lock without letting this process go on, which may hold it: two files are for two processes.
      if (place.options.databaseUrl === undefined) return first.quizzes;
      const store = await openStore(place.options);
      stores.push(store);
      return store.quizzes;
    },
    async close() {
      await Promise.all(stores.map((store) => store.close()));
      await place.remove();
    },
  };
}
