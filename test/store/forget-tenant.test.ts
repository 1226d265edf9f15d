import { type Kysely, sql, type TableMetadata } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { forgetTenant } from '../../src/store/forget-tenant.ts';
import { openPostgres } from '../../src/store/postgres.ts';
import type { Tables } from '../../src/store/schema.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import { NO_POSTGRES, newFolder, newSchema, type Place, TEST_DATABASE_URL } from './places.ts';

const LEFT = 'discord:1';
const STAYED = 'slack:1';

const kinds = [
  { name: 'SQLite', without: undefined, newPlace: newFolder },
  {
    name: 'PostgreSQL',
    without: TEST_DATABASE_URL ? undefined : NO_POSTGRES,
    newPlace: () => newSchema(TEST_DATABASE_URL ?? ''),
  },
];

describe.each(kinds)('forgetting a tenant in $name', ({ without, newPlace }) => {
  let place: Place;
  let db: Kysely<Tables>;
  let tables: TableMetadata[];

  beforeEach(async (context) => {
    if (without) return context.skip(without);
    place = await newPlace();
    const { databaseUrl, dataDir } = place.options;
    db = await (databaseUrl === undefined ? openSqlite(dataDir) : openPostgres(databaseUrl));
    const { rows } = await sql<{ schema: string }>`select ${
      databaseUrl === undefined ? sql`'main'` : sql`current_schema()`
    } as schema`.execute(db);
    const found = await db.introspection.getTables();
    tables = found.filter(({ schema }) => databaseUrl === undefined || schema === rows[0]?.schema);
  });
  afterEach(async () => {
    await db?.destroy();
    await place?.remove();
  });

  const having = (column: string): string[] =>
    tables.filter(({ columns }) => columns.some(({ name }) => name === column)).map(({ name }) => name);

  /** A row in every table that belongs to a tenant or to a session, as the database itself describes them. */
  const fill = async (tenant: string): Promise<void> => {
    for (const { name, columns } of tables) {
      if (!['tenant', 'session'].some((column) => columns.some((one) => one.name === column))) continue;
      const value = (column: string, type: string): unknown => {
        if (column === 'tenant') return tenant;
        if (type === 'bytea') return Buffer.from('x');
        return /int/.test(type) ? 7 : `of ${tenant}`;
      };
      const row = Object.fromEntries(columns.map(({ name, dataType }) => [name, value(name, dataType)]));
      await db
        .insertInto(name as keyof Tables)
        .values(row as never)
        .execute();
    }
  };

  const ownersIn = async (table: string, column: string): Promise<unknown[]> => {
    const { rows } = await sql<{ owner: unknown }>`select ${sql.ref(column)} as owner from ${sql.table(table)}`.execute(
      db,
    );
    return rows.map(({ owner }) => owner);
  };

  it('leaves nothing of it in any table that has a tenant or a session, and everything of the others', async () => {
    await fill(LEFT);
    await fill(STAYED);
    for (const table of having('tenant'))
      expect([table, await ownersIn(table, 'tenant')]).toEqual([table, [LEFT, STAYED]]);
    await forgetTenant(db, LEFT);
    const left = async (column: string): Promise<unknown[]> =>
      Promise.all(having(column).map(async (table) => [table, await ownersIn(table, column)]));
    expect(having('tenant')).toContain('quiz_session');
    expect(await left('tenant')).toEqual(having('tenant').map((table) => [table, [STAYED]]));
    expect(having('session')).toContain('quiz_answer');
    expect(await left('session')).toEqual(having('session').map((table) => [table, [`of ${STAYED}`]]));
  });

  it('is no error for a tenant of which nothing is known', async () => {
    await expect(forgetTenant(db, 'discord:404')).resolves.toBeUndefined();
  });
});
