import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { openStore, type StoreOptions } from '../../src/store/open.ts';
import type { QuizStore } from '../../src/store/quiz-store.ts';
import { newFolder, newSchema } from '../store/places.ts';
import type { Ask, Told } from './kill-child.ts';

const CHILD = fileURLToPath(new URL('./kill-child.ts', import.meta.url));
/** Time runs faster, so that a quiz is played while processes start and die. */
const SPEED = 20;
const GROUP = ['ada', 'bo', 'cy', 'dee', 'eve'];
const ASK_EVERY_MS = 15;
/** A process lives at least this long after it is ready, and until it has acknowledged something. */
const LIFE_MS = 400;

export interface Outcome {
  readonly kills: number;
  readonly acknowledged: number;
  readonly sessions: number;
  readonly revealed: number;
  /** Acknowledged answers that are not kept, or not the last that was given. */
  readonly lost: number;
  /** People whose points are not what their answers say. */
  readonly miscounted: number;
  /** Messages that were sent again after a crash, under the same key. */
  readonly repeated: number;
  /** From the start of a process until it has looked after its quizzes, with the time that Node takes to load. */
  readonly usualBackMs: number;
  readonly longestBackMs: number;
}

interface Click extends Ask {
  session?: string;
  n?: number;
}

/** Kills a process in mid-quiz again and again, and compares what it acknowledged with what is kept. */
export async function killAgainAndAgain(kills: number, options: StoreOptions): Promise<Outcome> {
  const zero = Date.now();
  const clicks: Click[] = [];
  const posts = new Map<string, number>();
  const back: number[] = [];
  for (let i = 0; i < kills; i++) {
    const started = performance.now();
    const child = fork(CHILD, [options.dataDir, options.databaseUrl ?? '', String(zero), String(SPEED)], { env: {} });
    const exit = once(child, 'exit');
    const ready = Promise.withResolvers<void>();
    child.on('message', (told: Told) => hear(told, clicks, posts, ready.resolve));
    await Promise.race([ready.promise, exit.then(() => Promise.reject(new Error('it does not start')))]);
    back.push(Math.round(performance.now() - started));
    await click(child, clicks, zero, LIFE_MS * (1 + Math.random()));
    child.kill('SIGKILL');
    await exit;
  }
  const store = await openStore(options);
  const found = await compare(store.quizzes, clicks);
  await store.close();
  const repeated = [...posts.values()].filter((times) => times > 1).length;
  back.sort((a, b) => a - b);
  const [usualBackMs = 0, longestBackMs = 0] = [back[back.length >> 1], back.at(-1)];
  return { kills, ...found, repeated, usualBackMs, longestBackMs };
}

function hear(told: Told, clicks: readonly Click[], posts: Map<string, number>, ready: () => void): void {
  if (told.kind === 'ready') ready();
  else if (told.kind === 'post') posts.set(told.key, (posts.get(told.key) ?? 0) + 1);
  else if (told.kind === 'noted') Object.assign(clicks[told.id] ?? {}, { session: told.session, n: told.n });
}

async function click(child: ChildProcess, clicks: Click[], zero: number, ms: number): Promise<void> {
  const first = clicks.length;
  const acknowledged = (): boolean => clicks.slice(first).some(({ session }) => session !== undefined);
  for (const end = performance.now() + ms; performance.now() < end || !acknowledged(); ) {
    const user = GROUP[Math.floor(Math.random() * GROUP.length)] ?? '';
    const at = zero + (Date.now() - zero) * SPEED;
    const ask: Ask = { id: clicks.length, user, option: Math.floor(Math.random() * 3), at };
    clicks.push(ask);
    child.send(ask);
    await setTimeout(ASK_EVERY_MS);
  }
}

async function compare(store: QuizStore, clicks: readonly Click[]) {
  const noted = clicks.filter((one): one is Required<Click> => one.session !== undefined);
  const sessions = [...new Set(noted.map(({ session }) => session))];
  const points = new Map<string, number>();
  let [lost, revealed] = [0, 0];
  for (const key of sessions) {
    const answers = await store.answers(key);
    const done: number = JSON.parse((await store.session(key))?.state ?? '{"revealed":0}').revealed;
    revealed += done;
    for (const { n, user, at } of noted.filter(({ session }) => session === key)) {
      const row = answers.find((one) => one.n === n && one.user === user);
      const same = clicks.filter((one) => one.user === user && at <= (row?.at ?? 0));
      if (!same.some(({ option }) => row?.answer === JSON.stringify({ kind: 'option', index: option }))) lost++;
      else if ((row?.at ?? 0) < at - 1) lost++;
    }
    for (const { n, user, answer } of answers) {
      if (n <= done) points.set(user, (points.get(user) ?? 0) + (answer?.includes('"index":0') ? 100 : 0));
    }
  }
  const season = await store.season('discord:1', 0, Number.MAX_SAFE_INTEGER);
  const miscounted = season.filter(({ user, points: kept }) => (points.get(user) ?? 0) !== kept).length;
  return { acknowledged: noted.length, sessions: sessions.length, revealed, lost, miscounted };
}

// node test/quiz/kill.ts [100]: kills so often on SQLite, and on PostgreSQL where TEST_DATABASE_URL is set.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { TEST_DATABASE_URL } = process.env;
  const places = [await newFolder(), ...(TEST_DATABASE_URL ? [await newSchema(TEST_DATABASE_URL)] : [])];
  for (const place of places) {
    const outcome = await killAgainAndAgain(Number(process.argv[2] ?? 20), place.options);
    console.log(place.options.databaseUrl ? 'PostgreSQL' : 'SQLite', outcome);
    if (outcome.lost + outcome.miscounted > 0 || outcome.revealed === 0) process.exitCode = 1;
    await place.remove();
  }
}
