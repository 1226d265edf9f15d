import type { Transport } from '../../../src/quiz/transport.ts';
import { openStore } from '../../../src/store/open.ts';
import { visitor } from '../../quiz/host/rig.ts';
import { processOn } from './rig.ts';

/** What the process is asked to do at a time of its clock. */
export type Ask =
  | { readonly kind: 'on' | 'look'; readonly now: number }
  | { readonly kind: 'answer'; readonly now: number; readonly user: string; readonly key: string };

/** What it says: it is ready, it sent a message, it kept an answer, or it is done with what was asked. */
export type Told =
  | { readonly kind: 'ready' | 'done' }
  | { readonly kind: 'post'; readonly key: string; readonly text: string }
  | { readonly kind: 'noted'; readonly user: string; readonly key: string };

// node test/learning/daily/kill-child.ts <folder> <database or nothing>: one process whose clock its parent moves.
const [dataDir = '', databaseUrl = ''] = process.argv.slice(2);
const tell = (told: Told): void => void process.send?.(told);

let now = 0;
const clock = { now: () => now, sleep: (ms: number) => new Promise<void>((wake) => void setTimeout(wake, ms)) };

const transport: Transport = {
  async post(_, key, { reply }) {
    tell({ kind: 'post', key, text: JSON.stringify(reply) });
    return { id: key };
  },
  edit: async () => {},
  whisper: async () => true,
};

const store = await openStore({ dataDir, databaseUrl: databaseUrl || undefined });
const one = processOn(store, {
  clock,
  random: Math.random,
  transports: new Map([['discord', { transport, solo: false }]]),
});

process.on('message', async (ask: Ask) => {
  now = ask.now;
  if (ask.kind === 'on')
    await one.daily.on({ time: '18:00', zone: 'Europe/Berlin' }, visitor('host', now, { manages: true }));
  if (ask.kind === 'look') await one.sweep();
  if (ask.kind === 'answer') {
    const { user, key } = ask;
    await one.methods
      .answer(visitor(user, now), { kind: 'unknown' }, `${key}.1`)
      .then(() => tell({ kind: 'noted', user, key }))
      .catch(() => {});
  }
  tell({ kind: 'done' });
});
tell({ kind: 'ready' });
