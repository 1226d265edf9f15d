import type { Kysely, Transaction } from 'kysely';
import { columnsOf, inParts } from './bank-rows.ts';
import type { BankTables } from './bank-schema.ts';
import type { BankChange, BankHead, BankPlace, BankPlan, BankUndo, NewBankRow, Undone } from './bank-store.ts';
import type { Tables } from './schema.ts';

/** So many changes of a bank can be undone, the last ones. */
const KEPT_CHANGES = 10;
type Did = 'add' | 'set' | 'remove';

export async function changeBank(
  db: Kysely<Tables>,
  change: BankChange,
  plan: (heads: readonly BankHead[]) => BankPlan,
): Promise<number | undefined> {
  return db.transaction().execute(async (tx) => {
    const bank = await locked(tx, change, change.now);
    const heads = await headsOf(tx, change);
    const { add = [], set = [], remove = [] } = plan(heads);
    if (change.adopts !== undefined) await dropSet(tx, change.tenant, change.adopts);
    if (add.length + set.length + remove.length === 0) return undefined;
    const number = bank.last_change + 1;
    const { tenant, place, user, what, now } = change;
    await tx
      .updateTable('bank')
      .set({ last_change: number, last_number: bank.last_number + add.length })
      .where('tenant', '=', tenant)
      .where('place', '=', place)
      .execute();
    await tx.insertInto('bank_change').values({ tenant, place, number, user, what, changed_at: now }).execute();
    await keep(tx, change, number, 'remove', remove);
    await keep(
      tx,
      change,
      number,
      'set',
      set.map(({ id }) => id),
    );
    for (const ids of inParts(remove)) await tx.deleteFrom('bank_question').where('id', 'in', ids).execute();
    for (const row of set) {
      const { id, ...columns } = columnsOf(row);
      await tx
        .updateTable('bank_question')
        .set({ ...columns, changed: number })
        .where('id', '=', id)
        .execute();
    }
    const added = add.map((row, i) => ({
      ...columnsOf(row),
      tenant,
      place,
      number: bank.last_number + 1 + i,
      changed: number,
    }));
    for (const rows of inParts(added)) await tx.insertInto('bank_question').values(rows).execute();
    const undo = add.map(({ id }: NewBankRow) => ({
      tenant,
      place,
      number,
      id,
      did: 'add',
      before: null,
      brought_by: null,
    }));
    for (const rows of inParts(undo)) await tx.insertInto('bank_undo').values(rows).execute();
    await dropChanges(tx, change, '<=', number - KEPT_CHANGES);
    return number;
  });
}

export async function undoChange(db: Kysely<Tables>, undo: BankUndo): Promise<Undone> {
  return db.transaction().execute(async (tx): Promise<Undone> => {
    await locked(tx, undo, undo.now);
    const change = await changeMeant(tx, undo);
    if (change === undefined) return { kind: 'nothing' };
    if (change.user !== undo.user && !undo.manages) return { kind: 'other' };
    const { number, what } = change;
    const steps = await tx
      .selectFrom('bank_undo')
      .where('tenant', '=', undo.tenant)
      .where('place', '=', undo.place)
      .where('number', '=', number)
      .selectAll()
      .execute();
    const touched = await rowsOf(
      tx,
      steps.map(({ id }) => id),
    );
    const now = new Map(touched.map((row) => [row.id, row]));
    const isAsLeft = ({ id, did }: { id: string; did: string }): boolean =>
      did === 'remove' ? !now.has(id) : now.get(id)?.changed === number;
    const others = steps.filter((step) => !isAsLeft(step));
    if (others.length > 0) return { kind: 'changed', numbers: numbersOf(others, now) };
    for (const ids of inParts(steps.map(({ id }) => id)))
      await tx.deleteFrom('bank_question').where('id', 'in', ids).execute();
    const before = steps.flatMap((step): BankTables['bank_question'][] =>
      step.before === null ? [] : [JSON.parse(step.before)],
    );
    for (const rows of inParts(before)) await tx.insertInto('bank_question').values(rows).execute();
    await dropChanges(tx, undo, '=', number);
    return { kind: 'done', what, questions: steps.length };
  });
}

/** Those of questions that are gone are known from what they were before. */
function numbersOf(
  steps: readonly { id: string; before: string | null }[],
  now: ReadonlyMap<string, { number: number }>,
): number[] {
  const numbers = steps.flatMap(({ id, before }) => {
    const row = now.get(id) ?? (before === null ? undefined : (JSON.parse(before) as { number: number }));
    return row === undefined ? [] : [row.number];
  });
  return numbers.sort((a, b) => a - b);
}

/** The row of the bank, which is made if it is missing: whoever has it is alone with the bank. */
async function locked(tx: Transaction<Tables>, { tenant, place }: BankPlace, now: number) {
  return tx
    .insertInto('bank')
    .values({ tenant, place, last_number: 0, last_change: 0, used_at: now })
    .onConflict((conflict) => conflict.columns(['tenant', 'place']).doUpdateSet({ used_at: now }))
    .returningAll()
    .executeTakeFirstOrThrow();
}

async function headsOf(tx: Transaction<Tables>, { tenant, place }: BankPlace): Promise<BankHead[]> {
  const rows = await tx
    .selectFrom('bank_question')
    .where('tenant', '=', tenant)
    .where('place', '=', place)
    .select(['id', 'number', 'user', 'topic', 'topic_key', 'title', 'version', 'prompt_key'])
    .orderBy('number')
    .execute();
  return rows.map(({ topic_key: topicKey, prompt_key: promptKey, ...rest }) => ({ ...rest, topicKey, promptKey }));
}

async function rowsOf(tx: Transaction<Tables>, ids: readonly string[]): Promise<BankTables['bank_question'][]> {
  const found: BankTables['bank_question'][] = [];
  for (const part of inParts(ids))
    found.push(...(await tx.selectFrom('bank_question').where('id', 'in', part).selectAll().execute()));
  return found;
}

/** Keeps what questions are before they are changed. */
async function keep(
  tx: Transaction<Tables>,
  { tenant, place }: BankPlace,
  number: number,
  did: Did,
  ids: readonly string[],
): Promise<void> {
  const rows = (await rowsOf(tx, ids)).map((row) => ({
    tenant,
    place,
    number,
    id: row.id,
    did,
    before: JSON.stringify(row),
    brought_by: row.user,
  }));
  for (const part of inParts(rows)) await tx.insertInto('bank_undo').values(part).execute();
}

async function changeMeant(tx: Transaction<Tables>, { number, user, manages, ...place }: BankUndo) {
  const changes = tx
    .selectFrom('bank_change')
    .where('tenant', '=', place.tenant)
    .where('place', '=', place.place)
    .selectAll();
  if (number !== undefined) return changes.where('number', '=', number).executeTakeFirst();
  const own = manages ? changes : changes.where('user', '=', user);
  return own.orderBy('number', 'desc').limit(1).executeTakeFirst();
}

/** Deletes changes, which cannot be undone then: this one, or all up to it. */
async function dropChanges(
  tx: Transaction<Tables>,
  { tenant, place }: BankPlace,
  which: '=' | '<=',
  number: number,
): Promise<void> {
  for (const table of ['bank_change', 'bank_undo'] as const)
    await tx
      .deleteFrom(table)
      .where('tenant', '=', tenant)
      .where('place', '=', place)
      .where('number', which, number)
      .execute();
}

const dropSet = (tx: Transaction<Tables>, tenant: string, user: string) =>
  tx.deleteFrom('quiz_set').where('tenant', '=', tenant).where('user', '=', user).execute();
