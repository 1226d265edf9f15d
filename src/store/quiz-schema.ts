import type { Kysely } from 'kysely';
import { newTable, type Row } from './new-table.ts';

/** Times are ms since 1970, scores whole hundredths, JSON is text. */
const COLUMNS = {
  quiz_session: {
    key: 'text',
    tenant: 'text',
    channel: 'text',
    /** The channel while the quiz is live; so there is one live quiz in a channel. */
    live_in: 'text?',
    version: 'integer',
    settings: 'text',
    state: 'text',
    due: 'bigint?',
    attended: 'bigint',
    revealed: 'integer',
    started_at: 'bigint',
  },
  quiz_question: { session: 'text', n: 'integer', content: 'text' },
  quiz_person: { session: 'text', user: 'text', name: 'text', seen_at: 'bigint' },
  quiz_answer: {
    session: 'text',
    n: 'integer',
    user: 'text',
    at: 'bigint?',
    answer: 'text?',
    score: 'integer?',
    note: 'text?',
    feedback: 'text?',
    hints: 'integer',
  },
  quiz_effect: {
    session: 'text',
    /** Grows within a session. */
    seq: 'bigint',
    lane: 'text',
    name: 'text',
    effect: 'text',
    not_before: 'bigint',
    attempts: 'integer',
    created_at: 'bigint',
    claimed_until: 'bigint',
    claimed_by: 'text?',
  },
  quiz_set: { tenant: 'text', user: 'text', content: 'text', saved_at: 'bigint' },
} as const;

/** The tables of quizzes. */
export type QuizTables = { [Table in keyof typeof COLUMNS]: Row<(typeof COLUMNS)[Table]> };

/** What is released here is never changed: a change is a new migration. */
export async function quizTables(db: Kysely<unknown>): Promise<void> {
  const create = (name: keyof QuizTables, ...key: string[]) => newTable(db, name, COLUMNS[name], key);
  const { schema } = db;
  await create('quiz_session', 'key').addUniqueConstraint('quiz_session_live', ['tenant', 'live_in']).execute();
  const started = schema.createIndex('quiz_session_started_at').on('quiz_session');
  await started.columns(['tenant', 'channel', 'started_at']).execute();
  await schema.createIndex('quiz_session_live_in').on('quiz_session').column('live_in').execute();
  await create('quiz_question', 'session', 'n').execute();
  await create('quiz_person', 'session', 'user').execute();
  await schema.createIndex('quiz_person_user').on('quiz_person').column('user').execute();
  await create('quiz_answer', 'session', 'n', 'user').execute();
  await create('quiz_effect', 'session', 'seq').execute();
  await create('quiz_set', 'tenant', 'user').execute();
}
