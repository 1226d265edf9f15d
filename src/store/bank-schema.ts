import type { Kysely } from 'kysely';
import { newTable, type Row } from './new-table.ts';

/** Times are ms since 1970, JSON is text; an empty topic or title is none. */
const COLUMNS = {
  bank: {
    tenant: 'text',
    place: 'text',
    /** The last numbers that were given away: none is given twice. */
    last_number: 'integer',
    last_change: 'integer',
    used_at: 'bigint',
  },
  bank_question: {
    id: 'text',
    tenant: 'text',
    place: 'text',
    number: 'integer',
    user: 'text',
    topic: 'text',
    topic_key: 'text',
    title: 'text',
    label: 'text',
    search: 'text',
    content: 'text',
    version: 'text',
    prompt_key: 'text',
    /** The number of the change that touched it last. */
    changed: 'integer',
  },
  bank_change: { tenant: 'text', place: 'text', number: 'integer', user: 'text', what: 'text', changed_at: 'bigint' },
  /** What a change did to one question, and the question before it. */
  bank_undo: {
    tenant: 'text',
    place: 'text',
    number: 'integer',
    id: 'text',
    did: 'text',
    before: 'text?',
    brought_by: 'text?',
  },
  bank_code: {
    code: 'text',
    tenant: 'text',
    place: 'text',
    topic_key: 'text',
    topic: 'text',
    user: 'text',
    made_at: 'bigint',
  },
} as const;

/** The tables of the banks of questions. */
export type BankTables = { [Table in keyof typeof COLUMNS]: Row<(typeof COLUMNS)[Table]> };

/** What is released here is never changed: a change is a new migration. */
export async function bankTables(db: Kysely<unknown>): Promise<void> {
  const create = (name: keyof BankTables, ...key: string[]) => newTable(db, name, COLUMNS[name], key);
  await create('bank', 'tenant', 'place').execute();
  await create('bank_question', 'id')
    .addUniqueConstraint('bank_question_number', ['tenant', 'place', 'number'])
    .execute();
  const topics = db.schema.createIndex('bank_question_topic').on('bank_question');
  await topics.columns(['tenant', 'place', 'topic_key', 'number']).execute();
  await create('bank_change', 'tenant', 'place', 'number').execute();
  await create('bank_undo', 'tenant', 'place', 'number', 'id').execute();
  await create('bank_code', 'code').execute();
}
