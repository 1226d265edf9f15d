import type { ColumnType, Kysely } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { type BankTables, bankTables } from './bank-schema.ts';
import { type LearningTables, learningTables } from './learning/schema.ts';
import { newTable } from './new-table.ts';
import { type PracticeTables, practiceTables } from './practice-schema.ts';
import { type QuizTables, quizTables } from './quiz-schema.ts';
import { type RoomTables, roomTables } from './room-schema.ts';
import { type SharedTables, sharedTables } from './shared/schema.ts';
import { type SlackTables, slackTables } from './slack/schema.ts';

/** Every table. Times are whole milliseconds since 1970, in both databases. */
export interface Tables
  extends Omit<QuizTables, 'quiz_session'>,
    BankTables,
    RoomTables,
    PracticeTables,
    LearningTables,
    SharedTables,
    SlackTables {
  /** The column joined with the tasks. */
  quiz_session: QuizTables['quiz_session'] & { kind: string };
  line: Saved;
  file: Saved;
  delivery: {
    tenant: string;
    id: string;
    noted_at: number;
    open_by: ColumnType<string | null, string | null | undefined>;
    open: ColumnType<Buffer | null, Buffer | null | undefined>;
  };
}

/** Text is kept as UTF-8 bytes: PostgreSQL's own text has no NUL character. */
interface Saved {
  key: string;
  content: Buffer;
  /** To the day: saved again or read. */
  used_at: number;
}

/** In alphabetical order. What has been released is never changed: a change is a new entry. */
const migrations: Record<string, Migration> = {
  '001-lines-files-deliveries': {
    async up(db) {
      // SQLite keeps bytes as they are under any name of a type.
      for (const table of ['line', 'file'])
        await newTable(db, table, { key: 'text', content: 'bytea' }, ['key']).execute();
      const delivery = { tenant: 'text', id: 'text', noted_at: 'bigint' } as const;
      await newTable(db, 'delivery', delivery, ['tenant', 'id']).execute();
      await db.schema.createIndex('delivery_noted_at').on('delivery').column('noted_at').execute();
    },
  },
  '002-quizzes': { up: quizTables },
  '003-last-use': {
    async up(db) {
      for (const table of ['line', 'file']) {
        await db.schema
          .alterTable(table)
          // What is there already counts as used today.
          .addColumn('used_at', 'bigint', (column) => column.notNull().defaultTo(Date.now()))
          .execute();
        await db.schema.createIndex(`${table}_used_at`).on(table).column('used_at').execute();
      }
    },
  },
  '004-question-bank': { up: bankTables },
  '005-people-and-rooms': { up: roomTables },
  '006-practice': { up: practiceTables },
  '007-assignments': {
    async up(db) {
      // What is there already are quizzes.
      const session = db.schema.alterTable('quiz_session');
      await session.addColumn('kind', 'text', (column) => column.notNull().defaultTo('quiz')).execute();
    },
  },
  '008-learning': { up: learningTables },
  '009-shared': { up: sharedTables },
  '010-slack-installations': { up: slackTables },
};

/**
 * Brings the tables up to date.
 *
 * @param schema where the list of what has been done is looked for; needed where a database has several
 * @param upTo the name of the last step, for a database as it was before; all by default
 */
export async function migrate(db: Kysely<Tables>, schema?: string, upTo?: string): Promise<void> {
  const provider = { getMigrations: async () => migrations };
  const migrator = new Migrator({ db, provider, ...(schema !== undefined && { migrationTableSchema: schema }) });
  const { error } = await (upTo === undefined ? migrator.migrateToLatest() : migrator.migrateTo(upTo));
  if (error) throw error;
}
