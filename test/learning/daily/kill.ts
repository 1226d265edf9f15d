import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { openStore, type StoreOptions } from '../../../src/store/open.ts';
import { newFolder, newSchema } from '../../store/places.ts';
import type { Ask, Told } from './kill-child.ts';

const CHILD = fileURLToPath(new URL('./kill-child.ts', import.meta.url));
const MINUTE = 60_000;
const START = Date.UTC(2026, 9, 20, 10);
/** Time between two looks. Of two looks of both processes at most one is missed by a kill, which is less than two hours. */
const STEP = 25 * MINUTE;
const LOOKS_BETWEEN_KILLS = 40;
const GROUP = ['ada', 'bo', 'cy', 'dee'];

interface Outcome {
  readonly kills: number;
  /** Days on which a question was asked; days from the first to the last. */
  readonly asked: number;
  readonly days: number;
  /** Days that were asked more than once. */
  readonly twice: number;
  /** Questions or answers to them that were never shown. */
  readonly unseen: number;
  readonly acknowledged: number;
  /** Acknowledged answers that are not kept. */
  readonly lost: number;
  /** Messages that were sent again after a crash, under the same key. */
  readonly repeated: number;
}

interface Running {
  readonly child: ChildProcess;
  /** Asks, and resolves when it is done, or dead. */
  ask(ask: Ask): Promise<void>;
  kill(): Promise<void>;
}

/** Two processes on one database, of which one is killed again and again, over weeks of its clock. */
export async function killAgainAndAgain(kills: number, options: StoreOptions): Promise<Outcome> {
  const posts = new Map<string, number>();
  const noted: { user: string; key: string }[] = [];
  const hear = (told: Told): void => {
    if (told.kind === 'post') posts.set(told.key, (posts.get(told.key) ?? 0) + 1);
    if (told.kind === 'noted') noted.push(told);
  };
  const start = async (): Promise<Running> => {
    const child = fork(CHILD, [options.dataDir, options.databaseUrl ?? ''], { env: {} });
    const exit = once(child, 'exit');
    const ready = Promise.withResolvers<void>();
    let done = Promise.withResolvers<void>();
    child.on('message', (told: Told) => {
      if (told.kind === 'ready') ready.resolve();
      else if (told.kind === 'done') done.resolve();
      else hear(told);
    });
    await Promise.race([ready.promise, exit.then(() => Promise.reject(new Error('it does not start')))]);
    return {
      child,
      async ask(ask) {
        done = Promise.withResolvers<void>();
        child.send(ask, () => {});
        await Promise.race([done.promise, exit]);
      },
      async kill() {
        child.kill('SIGKILL');
        await exit;
      },
    };
  };
  const open = (): string | undefined =>
    [...posts.keys()]
      .filter((key) => key.endsWith('.q1'))
      .map((key) => key.slice(0, -3))
      .at(-1);

  let both = [await start(), await start()] as const;
  let now = START;
  await both[0].ask({ kind: 'on', now });
  for (let i = 0; i < kills; i++) {
    for (let look = 0; look < LOOKS_BETWEEN_KILLS; look++) {
      now += STEP;
      const key = open();
      const user = GROUP[look % GROUP.length] ?? '';
      if (key !== undefined && look % 3 === 0)
        await both[look % 2 === 0 ? 0 : 1].ask({ kind: 'answer', now, user, key });
      await Promise.all(both.map((one) => one.ask({ kind: 'look', now })));
    }
    // Just before the question is due, so that the kill comes in the middle of it.
    now = nextEvening(now);
    const looks = Promise.all(both.map((one) => one.ask({ kind: 'look', now })));
    await setTimeout(Math.random() * 60);
    await both[0].kill();
    await looks;
    both = [both[1], await start()];
  }
  for (let look = 0; look < 4; look++) {
    now += STEP;
    await Promise.all(both.map((one) => one.ask({ kind: 'look', now })));
  }
  await Promise.all(both.map((one) => one.kill()));
  return { kills, ...(await compare(options, posts, noted)) };
}

/** 18:00 in Berlin is 16:00 in UTC in summer and 17:00 in winter. */
function nextEvening(now: number): number {
  const day = new Date(now);
  const winter = now > Date.UTC(2026, 9, 25);
  const evening = Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate(), winter ? 17 : 16);
  return evening > now ? evening : evening + 24 * 60 * MINUTE;
}

async function compare(
  options: StoreOptions,
  posts: Map<string, number>,
  noted: readonly { user: string; key: string }[],
) {
  const store = await openStore(options);
  const rows = await store.quizzes.sessionsIn('discord:1', 'c', 0, Number.MAX_SAFE_INTEGER);
  const dates = rows.map(({ settings }) => JSON.parse(settings).daily.date as string);
  const unique = [...new Set(dates)].sort();
  const days = (Date.parse(unique.at(-1) ?? '') - Date.parse(unique[0] ?? '')) / (24 * 60 * MINUTE) + 1;
  const unseen = rows.filter(({ key, live }) => !posts.has(`${key}.q1`) || (!live && !posts.has(`${key}.r1`))).length;
  let lost = 0;
  for (const { user, key } of noted) {
    if (!(await store.quizzes.answers(key)).some((row) => row.user === user && row.answer !== undefined)) lost++;
  }
  await store.close();
  const repeated = [...posts.values()].filter((times) => times > 1).length;
  return {
    asked: unique.length,
    days,
    twice: dates.length - unique.length,
    unseen,
    acknowledged: noted.length,
    lost,
    repeated,
  };
}

// node test/learning/daily/kill.ts [20]: kills so often on SQLite, and on PostgreSQL where TEST_DATABASE_URL is set.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { TEST_DATABASE_URL } = process.env;
  const places = [await newFolder(), ...(TEST_DATABASE_URL ? [await newSchema(TEST_DATABASE_URL)] : [])];
  for (const place of places) {
    const outcome = await killAgainAndAgain(Number(process.argv[2] ?? 20), place.options);
    console.log(place.options.databaseUrl ? 'PostgreSQL' : 'SQLite', outcome);
    if (outcome.lost + outcome.twice + outcome.unseen > 0 || outcome.asked < outcome.days) process.exitCode = 1;
    await place.remove();
  }
}
