import type { Kysely } from 'kysely';

/** The tables of quizzes. Times are ms since 1970, scores whole hundredths, JSON is text. */
export interface QuizTables {
  quiz_session: {
    key: string;
    tenant: string;
    channel: string;
    /** The channel while the quiz is live; so there is one live quiz in a channel. */
    live_in: string | null;
    version: number;
    settings: string;
    state: string;
    due: number | null;
    attended: number;
    revealed: number;
    started_at: number;
  };
  quiz_question: { session: string; n: number; content: string };
  quiz_person: { session: string; user: string; name: string; seen_at: number };
  quiz_answer: {
    session: string;
    n: number;
    user: string;
    at: number | null;
    answer: string | null;
    score: number | null;
    note: string | null;
    feedback: string | null;
    hints: number;
  };
  quiz_effect: {
    session: string;
    /** Grows within a session. */
    seq: number;
    lane: string;
    name: string;
    effect: string;
    not_before: number;
    attempts: number;
    created_at: number;
    claimed_until: number;
    claimed_by: string | null;
  };
  quiz_set: { tenant: string; user: string; content: string; saved_at: number };
}

/** What is released here is never changed: a change is a new migration. */
export async function quizTables(db: Kysely<unknown>): Promise<void> {
  await createSessions(db);
  await createAnswers(db);
  await createEffects(db);
  await db.schema
    .createTable('quiz_set')
    .addColumn('tenant', 'text', (column) => column.notNull())
    .addColumn('user', 'text', (column) => column.notNull())
    .addColumn('content', 'text', (column) => column.notNull())
    .addColumn('saved_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('quiz_set_key', ['tenant', 'user'])
    .execute();
}

async function createSessions(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('quiz_session')
    .addColumn('key', 'text', (column) => column.primaryKey().notNull())
    .addColumn('tenant', 'text', (column) => column.notNull())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('live_in', 'text')
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('settings', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('due', 'bigint')
    .addColumn('attended', 'bigint', (column) => column.notNull())
    .addColumn('revealed', 'integer', (column) => column.notNull())
    .addColumn('started_at', 'bigint', (column) => column.notNull())
    .addUniqueConstraint('quiz_session_live', ['tenant', 'live_in'])
    .execute();
  await db.schema
    .createIndex('quiz_session_started_at')
    .on('quiz_session')
    .columns(['tenant', 'channel', 'started_at'])
    .execute();
  await db.schema.createIndex('quiz_session_live_in').on('quiz_session').column('live_in').execute();
  await db.schema
    .createTable('quiz_question')
    .addColumn('session', 'text', (column) => column.notNull())
    .addColumn('n', 'integer', (column) => column.notNull())
    .addColumn('content', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('quiz_question_key', ['session', 'n'])
    .execute();
}

async function createAnswers(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('quiz_person')
    .addColumn('session', 'text', (column) => column.notNull())
    .addColumn('user', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('seen_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('quiz_person_key', ['session', 'user'])
    .execute();
  await db.schema.createIndex('quiz_person_user').on('quiz_person').column('user').execute();
  await db.schema
    .createTable('quiz_answer')
    .addColumn('session', 'text', (column) => column.notNull())
    .addColumn('n', 'integer', (column) => column.notNull())
    .addColumn('user', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint')
    .addColumn('answer', 'text')
    .addColumn('score', 'integer')
    .addColumn('note', 'text')
    .addColumn('feedback', 'text')
    .addColumn('hints', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('quiz_answer_key', ['session', 'n', 'user'])
    .execute();
}

async function createEffects(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('quiz_effect')
    .addColumn('session', 'text', (column) => column.notNull())
    .addColumn('seq', 'bigint', (column) => column.notNull())
    .addColumn('lane', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('effect', 'text', (column) => column.notNull())
    .addColumn('not_before', 'bigint', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('claimed_until', 'bigint', (column) => column.notNull())
    .addColumn('claimed_by', 'text')
    .addPrimaryKeyConstraint('quiz_effect_key', ['session', 'seq'])
    .execute();
}
