import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import { newFolder } from './places.ts';

const WRITER = fileURLToPath(new URL('./writer.ts', import.meta.url));

let folder: string;
beforeEach(async () => {
  const place = await newFolder();
  folder = place.folder;
  return place.remove;
});

function startWriter(name: string, count: number): ChildProcessByStdio<null, Readable, null> {
  return spawn(process.execPath, [WRITER, folder, name, String(count)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {},
  });
}

/** What the writer was told is saved: key and line; `onLine` sees each as it comes. */
async function acknowledged(writer: { stdout: Readable }, onLine?: (count: number) => void): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of createInterface({ input: writer.stdout })) {
    lines.push(line);
    onLine?.(lines.length);
  }
  return lines;
}

async function expectSaved(lines: readonly string[]): Promise<void> {
  const store = await openStore({ dataDir: folder });
  for (const each of lines) {
    const [key = '', name = '', number = ''] = each.split(' ');
    expect(await store.line(key)).toBe(`${name} ${number}`);
    expect(await store.firstDelivery(name, number, new Date())).toBe(false);
  }
  await store.close();
}

describe('durability', () => {
  it('is asked for at every open, not only at the first', async () => {
    for (let time = 0; time < 3; time++) {
      const db = await openSqlite(folder);
      const { rows: journal } = await sql`pragma journal_mode`.execute(db);
      const { rows: synchronous } = await sql`pragma synchronous`.execute(db);
      const { rows: patience } = await sql`pragma busy_timeout`.execute(db);
      await db.destroy();
      expect([journal, synchronous, patience]).toEqual([
        [{ journal_mode: 'wal' }],
        [{ synchronous: 2 }],
        [{ timeout: 5_000 }],
      ]);
    }
  });

  it('survives kill -9 in the middle of writing', async () => {
    const all: string[] = [];
    for (const name of ['first', 'second', 'third']) {
      const writer = startWriter(name, 1_000_000);
      const exit = once(writer, 'exit');
      all.push(...(await acknowledged(writer, (count) => void (count === 15 && writer.kill('SIGKILL')))));
      expect(await exit).toEqual([null, 'SIGKILL']);
      await expectSaved(all);
    }
    expect(all.length).toBeGreaterThanOrEqual(45);
  });

  it('is there for processes that start at the same time in a new folder', async () => {
    const writers = ['one', 'two', 'three'].map((name) => startWriter(name, 5));
    const exits = Promise.all(writers.map((writer) => once(writer, 'exit')));
    const lines = (await Promise.all(writers.map((writer) => acknowledged(writer)))).flat();
    expect(await exits).toEqual(writers.map(() => [0, null]));
    expect(lines).toHaveLength(15);
    await expectSaved(lines);
  });
});

describe('a folder', () => {
  const failure = async (dataDir: string): Promise<string> => {
    const error: unknown = await openStore({ dataDir }).catch((reason: unknown) => reason);
    return error instanceof Error ? error.message : 'no error';
  };

  it('is made, with those above it', async () => {
    const store = await openStore({ dataDir: join(folder, 'a', 'b c') });
    await store.close();
  });

  it('that cannot be used is named in one line with DATA_DIR', async () => {
    await writeFile(join(folder, 'file'), '');
    await mkdir(join(folder, 'taken', 'chainrule.db'), { recursive: true });
    await mkdir(join(folder, 'strange'));
    await writeFile(join(folder, 'strange', 'chainrule.db'), 'this is no database'.repeat(100));
    for (const name of ['file', 'file/below', 'taken', 'strange', 'two\nlines\0']) {
      const message = await failure(join(folder, name));
      expect(message).toMatch(/^DATA_DIR: cannot keep the database in .+: .+$/);
      expect(message).toContain(folder);
    }
  });

  it('that is not writable is named in one line with DATA_DIR', async () => {
    const dataDir = join(folder, 'locked');
    await mkdir(dataDir);
    await chmod(folder, 0o755);
    await chmod(dataDir, 0o555);
    await asOrdinaryUser(async () => {
      expect(await failure(dataDir)).toBe(
        `DATA_DIR: cannot keep the database in ${dataDir}: unable to open database file`,
      );
      expect(await failure(join(dataDir, 'new'))).toMatch(
        /^DATA_DIR: cannot keep .+: EACCES: permission denied, mkdir .+$/,
      );
    });
  });
});

/** To root every folder is writable. */
async function asOrdinaryUser(work: () => Promise<void>): Promise<void> {
  const NOBODY = 65_534;
  const root = process.geteuid?.() === 0;
  if (root) process.seteuid?.(NOBODY);
  try {
    await work();
  } finally {
    if (root) process.seteuid?.(0);
  }
}

/** Those of the first two migrations, and those of the databases themselves. */
const OLD_TABLES = /^(line|file|delivery|quiz_(session|question|person|answer|effect|set)|(kysely|sqlite)_.*)$/;

it('a database from before the last use was noted keeps what is in it', async () => {
  const first = await openStore({ dataDir: folder });
  const key = await first.saveLine('/grad a*b');
  await first.close();
  const db = await openSqlite(folder);
  for (const table of ['line', 'file']) {
    await db.schema.dropIndex(`${table}_used_at`).execute();
    await db.schema.alterTable(table).dropColumn('used_at').execute();
  }
  await db.schema.alterTable('quiz_session').dropColumn('kind').execute();
  await db.schema.dropIndex('delivery_open').execute();
  for (const column of ['open_by', 'open']) await db.schema.alterTable('delivery').dropColumn(column).execute();
  const { rows: tables } = await sql<{ name: string }>`select name from sqlite_master where type = 'table'`.execute(db);
  for (const { name } of tables) if (!OLD_TABLES.test(name)) await db.schema.dropTable(name).execute();
  await sql`delete from kysely_migration where name >= '003'`.execute(db);
  await db.destroy();
  const again = await openStore({ dataDir: folder });
  await again.forgetSaved(new Date(Date.now() - 3_600_000));
  expect(await again.line(key)).toBe('/grad a*b');
  await again.close();
});
