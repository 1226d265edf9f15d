import { createQuizzes } from '../../src/quiz/host/create.ts';
import type { Transport } from '../../src/quiz/transport.ts';
import { openStore } from '../../src/store/open.ts';
import { dataOf, plainMethods, surroundings, visitor } from './host/rig.ts';

/** What the group asks for; `at` in the quiz's own time. */
export interface Ask {
  readonly id: number;
  readonly user: string;
  readonly option: number;
  readonly at: number;
}

/** What the process says: it is ready, it sent a message, or it answered. */
export type Told =
  | { readonly kind: 'ready' }
  | { readonly kind: 'post'; readonly key: string }
  | { readonly kind: 'noted'; readonly id: number; readonly session: string; readonly n: number }
  | { readonly kind: 'refused'; readonly id: number; readonly why: string };

// node test/quiz/kill-child.ts <folder> <database or nothing> <start of the clock> <its speed>: one process with its quizzes.
const [dataDir = '', databaseUrl = '', zero = '0', speed = '1'] = process.argv.slice(2);
const tell = (told: Told): void => void process.send?.(told);

const now = (): number => Number(zero) + (Date.now() - Number(zero)) * Number(speed);
const clock = { now, sleep: (ms: number) => new Promise<void>((wake) => void setTimeout(wake, ms / Number(speed))) };

const transport: Transport = {
  async post(_, key) {
    tell({ kind: 'post', key });
    return { id: key };
  },
  edit: async () => {},
  whisper: async () => true,
};

const store = await openStore({ dataDir, databaseUrl: databaseUrl || undefined });
const service = createQuizzes({
  ...surroundings({ store: store.quizzes, clock }),
  random: Math.random,
  transports: new Map([['discord', { transport, solo: false }]]),
});
const quizzes = plainMethods(service.quizzes);
await service.sweep();
service.start();

process.on('message', async ({ id, user, option, at }: Ask) => {
  const who = visitor(user, at);
  try {
    const reply = await quizzes.answer(who, { kind: 'option', index: option });
    const { session, n } = dataOf(reply).data;
    tell({ kind: 'noted', id, session, n });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    tell({ kind: 'refused', id, why });
    if (/^No quiz/.test(why)) await quizzes.start(who, { rounds: 10, seconds: 45 }).catch(() => {});
    else if (/not begun/.test(why)) await quizzes.begin(visitor(user, at, { manages: true })).catch(() => {});
  }
});
tell({ kind: 'ready' });
