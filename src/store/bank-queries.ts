import type { Kysely, Transaction } from 'kysely';
import { changeBank, undoChange } from './bank-change.ts';
import { type Filter, inParts, matching, placeOrder, toRow } from './bank-rows.ts';
import type { BankPlace, BankRow, BankStore, Forgotten } from './bank-store.ts';
import type { Tables } from './schema.ts';

/** A use is noted once a day. */
const DAY_MS = 24 * 60 * 60_000;

/** The banks of questions, on an open database. */
export function createBankStore(db: Kysely<Tables>): BankStore {
  const matches = (places: readonly BankPlace[], filter: Filter) =>
    db.selectFrom('bank_question').where(matching(places, filter));
  return {
    change: (change, plan) => changeBank(db, change, plan),
    undo: (undo) => undoChange(db, undo),
    async page(places, { offset, limit, ...filter }) {
      const found = matches(places, filter);
      const { total } = await found.select(({ fn }) => fn.countAll().as('total')).executeTakeFirstOrThrow();
      const lines = await found
        .select(['id', 'tenant', 'place', 'number', 'user', 'topic', 'label'])
        .orderBy(placeOrder(places))
        .orderBy('number')
        .offset(offset)
        .limit(limit)
        .execute();
      return { lines, total: Number(total) };
    },
    async topics(places) {
      const rows = await matches(places, {})
        .groupBy(['tenant', 'place', 'topic_key'])
        .select(({ fn }) => ['tenant', 'place', 'topic_key', fn.max('topic').as('topic'), fn.countAll().as('count')])
        .orderBy(placeOrder(places))
        .orderBy('topic_key')
        .execute();
      return rows.map(({ tenant, place, topic_key: topicKey, topic, count }) => ({
        tenant,
        place,
        topicKey,
        topic,
        count: Number(count),
      }));
    },
    async ids(places, filter) {
      const rows = await matches(places, filter).select('id').orderBy(placeOrder(places)).orderBy('number').execute();
      return rows.map(({ id }) => id);
    },
    async questions(ids) {
      const found = new Map<string, BankRow>();
      for (const part of inParts(ids))
        for (const row of await db.selectFrom('bank_question').where('id', 'in', part).selectAll().execute())
          found.set(row.id, toRow(row));
      return ids.flatMap((id) => found.get(id) ?? []);
    },
    async broughtBy(tenant, user) {
      const query = db.selectFrom('bank_question').where('tenant', '=', tenant).where('user', '=', user);
      return (await query.selectAll().orderBy('place').orderBy('number').execute()).map(toRow);
    },
    async numbered(place, number) {
      const row = await matches([place], {}).where('number', '=', number).selectAll().executeTakeFirst();
      return row && toRow(row);
    },
    async use(places, now) {
      for (const { tenant, place } of places)
        await db
          .updateTable('bank')
          .set({ used_at: now })
          .where('tenant', '=', tenant)
          .where('place', '=', place)
          .where('used_at', '<', now - DAY_MS)
          .execute();
    },
    async saveCode({ topicKey, madeAt, ...code }) {
      await db
        .insertInto('bank_code')
        .values({ ...code, topic_key: topicKey, made_at: madeAt })
        .execute();
    },
    async code(code) {
      const row = await db.selectFrom('bank_code').where('code', '=', code).selectAll().executeTakeFirst();
      if (row === undefined) return undefined;
      const { topic_key: topicKey, made_at: madeAt, ...rest } = row;
      return { ...rest, topicKey, madeAt };
    },
    forget: (tenant, user, own, as) => db.transaction().execute((tx) => forget(tx, tenant, user, own, as)),
    async forgetOld(usedBefore, codesBefore) {
      await db.deleteFrom('bank_code').where('made_at', '<', codesBefore).execute();
      const old = await db.selectFrom('bank').where('used_at', '<', usedBefore).select(['tenant', 'place']).execute();
      for (const place of old) await db.transaction().execute((tx) => deleteBank(tx, place, usedBefore));
    },
  };
}

const TABLES = ['bank_question', 'bank_change', 'bank_undo', 'bank_code'] as const;

/** Deletes a bank, unless it was used since a time. */
async function deleteBank(tx: Transaction<Tables>, { tenant, place }: BankPlace, usedBefore?: number): Promise<void> {
  const result = await tx
    .deleteFrom('bank')
    .where('tenant', '=', tenant)
    .where('place', '=', place)
    .$if(usedBefore !== undefined, (query) => query.where('used_at', '<', usedBefore as number))
    .executeTakeFirst();
  if (result.numDeletedRows === 0n) return;
  for (const table of TABLES)
    await tx.deleteFrom(table).where('tenant', '=', tenant).where('place', '=', place).execute();
}

async function forget(
  tx: Transaction<Tables>,
  tenant: string,
  user: string,
  own: string,
  as: string | undefined,
): Promise<Forgotten> {
  const { count } = await tx
    .selectFrom('bank_question')
    .where(matching([{ tenant, place: own }]))
    .select(({ fn }) => fn.countAll().as('count'))
    .executeTakeFirstOrThrow();
  await deleteBank(tx, { tenant, place: own });
  await forgetChanges(tx, tenant, user);
  await tx.deleteFrom('bank_code').where('tenant', '=', tenant).where('user', '=', user).execute();
  if (as !== undefined) {
    const renamed = tx.updateTable('bank_question').set({ user: as }).where('tenant', '=', tenant);
    const { numUpdatedRows } = await renamed.where('user', '=', user).executeTakeFirst();
    return { deleted: Number(count), kept: Number(numUpdatedRows) };
  }
  const deleted = tx.deleteFrom('bank_question').where('tenant', '=', tenant).where('user', '=', user);
  const { numDeletedRows } = await deleted.executeTakeFirst();
  return { deleted: Number(count) + Number(numDeletedRows), kept: 0 };
}

/** Changes that somebody made, and those of others that keep what they brought: none of them can be undone any more. */
async function forgetChanges(tx: Transaction<Tables>, tenant: string, user: string): Promise<void> {
  const made = await tx
    .selectFrom('bank_change')
    .where('tenant', '=', tenant)
    .where('user', '=', user)
    .select(['place', 'number'])
    .execute();
  const brought = await tx
    .selectFrom('bank_undo')
    .where('tenant', '=', tenant)
    .where('brought_by', '=', user)
    .select(['place', 'number'])
    .distinct()
    .execute();
  for (const { place, number } of [...made, ...brought])
    for (const table of ['bank_change', 'bank_undo'] as const)
      await tx
        .deleteFrom(table)
        .where('tenant', '=', tenant)
        .where('place', '=', place)
        .where('number', '=', number)
        .execute();
}
