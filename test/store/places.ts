import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import type { StoreOptions } from '../../src/store/open.ts';

/** Where a store can be, empty at first. */
export interface Place {
  readonly options: StoreOptions;
  remove(): Promise<void>;
}

export const { TEST_DATABASE_URL } = process.env;

/** Why a test is skipped, and what it lacks. */
export const NO_POSTGRES = 'needs a PostgreSQL server: set TEST_DATABASE_URL=postgres://user@host/database';

export async function newFolder(): Promise<Place & { readonly folder: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'chainrule-store-'));
  return { folder, options: { dataDir: folder }, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** A schema of its own, so that runs at the same time do not meet. */
export async function newSchema(databaseUrl: string): Promise<Place & { readonly schema: string }> {
  const schema = `chainrule_test_${randomBytes(8).toString('hex')}`;
  await command(databaseUrl, `create schema ${schema}`);
  const url = new URL(databaseUrl);
  url.searchParams.set('options', `-c search_path=${schema}`);
  url.searchParams.set('application_name', schema);
  return {
    schema,
    options: { databaseUrl: url.href, dataDir: 'unused' },
    remove: () => command(databaseUrl, `drop schema ${schema} cascade`),
  };
}

export async function command(databaseUrl: string, sql: string, values: readonly string[] = []): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(sql, [...values]);
  } finally {
    await client.end();
  }
}
