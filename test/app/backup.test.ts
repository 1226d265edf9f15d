import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { command, NO_POSTGRES, TEST_DATABASE_URL } from '../store/places.ts';
import { temporaryFolder } from '../support/command-folder.ts';
import { type Finished, launch, run } from '../support/program.ts';

type Environment = Record<string, string>;

const openAt = ({ DATABASE_URL, DATA_DIR = 'unused' }: Environment): Promise<Store> =>
  openStore({ databaseUrl: DATABASE_URL, dataDir: DATA_DIR });

async function newFolder(): Promise<Environment> {
  return { DATA_DIR: join(await temporaryFolder(), 'data') };
}

/** Why a database cannot be copied here; false where it can. */
function noTools(): string | false {
  const missing = ['pg_dump', 'pg_restore'].filter((tool) => spawnSync(tool, ['--version']).status !== 0);
  return missing.length > 0 && `needs ${missing.join(' and ')} of PostgreSQL`;
}

/** An empty database of its own. */
async function newDatabase(): Promise<Environment> {
  const name = `chainrule_backup_${randomBytes(6).toString('hex')}`;
  const server = TEST_DATABASE_URL ?? '';
  await command(server, `create database ${name}`);
  onTestFinished(() => command(server, `drop database ${name} with (force)`));
  const url = new URL(server);
  url.pathname = name;
  return { DATABASE_URL: url.href };
}

const TENANT = 'discord:backup';
const NOW = new Date('2026-05-04T10:00:00Z');

/** Saves lines one after another until told to stop; gives how many were saved. */
function keepWriting(store: Store): { count(): number; stop(): Promise<number> } {
  let [count, goesOn] = [0, true];
  onTestFinished(() => {
    goesOn = false;
  });
  const written = (async () => {
    for (; goesOn; count++) {
      await store.firstDelivery(TENANT, `answer-${count}`, NOW);
      await setImmediate();
    }
    return count;
  })();
  const stop = (): Promise<number> => {
    goesOn = false;
    return written;
  };
  return { count: () => count, stop };
}

const start = async (path: string, words: readonly string[], place: Environment): Promise<Finished> =>
  run([...launch(path), ...words], {
    cwd: await temporaryFolder(),
    env: { PATH: process.env['PATH'] ?? '', ...place },
  });

describe.each([
  { name: 'SQLite', without: false as const, newPlace: newFolder },
  { name: 'PostgreSQL', without: (!TEST_DATABASE_URL && NO_POSTGRES) || noTools(), newPlace: newDatabase },
])('a backup of $name', ({ without, newPlace }) => {
  it('is of one moment while people go on, and comes back in a new place', async (context) => {
    if (without) return context.skip(without);
    const [from, to, folder] = [await newPlace(), await newPlace(), await temporaryFolder()];
    const file = join(folder, 'chainrule.backup');
    const store = await openAt(from);
    const line = `/grad ${'a*b+'.repeat(40)}c`;
    const key = await store.saveLine(line);
    const writing = keepWriting(store);
    await expect.poll(writing.count).toBeGreaterThan(20);
    const before = writing.count();
    const saved = await start('app/backup.ts', [file], from);
    const after = await writing.stop();
    await store.close();
    expect([saved.code, saved.stderr, saved.stdout]).toEqual([0, '', `Saved to ${file}.\n`]);

    const restored = await start('app/backup.ts', ['--restore', file], to);
    expect([restored.code, restored.stderr, restored.stdout]).toEqual([0, '', `Restored from ${file}.\n`]);
    const copy = await openAt(to);
    onTestFinished(() => copy.close());
    expect(await copy.line(key)).toBe(line);
    // Noted is noted: the first one that is new is where the copy was made.
    let known = 0;
    while (known < after && !(await copy.firstDelivery(TENANT, `answer-${known}`, NOW))) known++;
    expect(known).toBeGreaterThanOrEqual(before);
    for (let later = known + 1; later < after; later++)
      expect(await copy.firstDelivery(TENANT, `answer-${later}`, NOW)).toBe(true);
    // A place with something in it stays as it is.
    const again = await start('app/backup.ts', ['--restore', file], to);
    expect([again.code, again.stderr]).toEqual([1, expect.stringMatching(/^nothing was restored: .*already.*\n$/)]);
  });

  it('is never written over another file', async (context) => {
    if (without) return context.skip(without);
    const file = join(await temporaryFolder(), 'mine');
    await writeFile(file, 'mine');
    const said = await start('app/backup.ts', [file], await newPlace());
    expect([said.code, said.stderr]).toEqual([1, `${file} is there already: name a new file\n`]);
  });

  it('is told from other files', async (context) => {
    if (without) return context.skip(without);
    const file = join(await temporaryFolder(), 'mine');
    await writeFile(file, 'mine');
    const said = await start('app/backup.ts', ['--restore', file], await newPlace());
    expect([said.code, said.stderr]).toEqual([1, `${file} is no backup of Chainrule\n`]);
  });

  it('has its tables brought up to date by the migration alone', async (context) => {
    if (without) return context.skip(without);
    const place = await newPlace();
    const said = await start('app/migrate.ts', [], place);
    expect([said.code, said.stderr, said.stdout]).toEqual([0, '', 'The tables are up to date.\n']);
    const store = await openAt(place);
    onTestFinished(() => store.close());
    expect(await store.firstDelivery(TENANT, 'first', NOW)).toBe(true);
  });
});

it('says what it takes', async () => {
  const said = await start('app/backup.ts', [], {});
  expect([said.code, said.stderr]).toEqual([1, 'Usage: npm run backup -- FILE, or npm run restore -- FILE\n']);
});

it('needs a database to save', async () => {
  const place = await newFolder();
  const said = await start('app/backup.ts', [join(await temporaryFolder(), 'new')], place);
  expect([said.code, said.stderr]).toEqual([1, expect.stringMatching(/^no backup was made: .*\n$/)]);
});
