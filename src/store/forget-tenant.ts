import type { Kysely } from 'kysely';
import type { Tables } from './schema.ts';

type TablesWith<Column extends string> = {
  [Table in keyof Tables]: Column extends keyof Tables[Table] ? Table : never;
}[keyof Tables];

/** Every table whose rows belong to a tenant: one that is missing here does not compile. */
const OF_TENANT = {
  bank: true,
  bank_change: true,
  bank_code: true,
  bank_question: true,
  bank_undo: true,
  card: true,
  course: true,
  daily: true,
  delivery: true,
  lesson: true,
  practice: true,
  quiz_session: true,
  quiz_set: true,
  review: true,
  slack_installation: true,
  slack_workspace: true,
} satisfies Record<TablesWith<'tenant'>, true>;

/** Every table whose rows belong to a session, and so to its tenant. */
const OF_SESSION = {
  quiz_answer: true,
  quiz_effect: true,
  quiz_person: true,
  quiz_question: true,
} satisfies Record<TablesWith<'session'>, true>;

const namesOf = <Name extends string>(tables: Record<Name, true>): Name[] => Object.keys(tables) as Name[];

/** Deletes what belongs to a tenant from every table, in one transaction. */
export async function forgetTenant(db: Kysely<Tables>, tenant: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const sessions = tx.selectFrom('quiz_session').where('tenant', '=', tenant).select('key');
    for (const table of namesOf(OF_SESSION)) await tx.deleteFrom(table).where('session', 'in', sessions).execute();
    for (const table of namesOf(OF_TENANT)) await tx.deleteFrom(table).where('tenant', '=', tenant).execute();
  });
}
