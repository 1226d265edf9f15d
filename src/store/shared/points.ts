import { CompiledQuery, type Kysely } from 'kysely';
import type { Tables } from '../schema.ts';

/** What a limiter of rates keeps its points with, shared by all processes: PostgreSQL in the terms of its client. */
export interface PointsClient {
  /** The table: a key, its points, and when they end. */
  readonly table: string;
  /** @throws Error when the database does not answer within 3 s */
  query(query: {
    readonly text: string;
    readonly values: readonly unknown[];
  }): Promise<{ readonly rows: readonly unknown[]; readonly rowCount: number }>;
}

const WITHIN_MS = 3_000;

export const createPoints = (db: Kysely<Tables>): PointsClient => ({
  table: 'points',
  async query({ text, values }) {
    let late: NodeJS.Timeout | undefined;
    const timeout = new Promise<never>((_, reject) => {
      late = setTimeout(() => reject(new Error('the database did not answer within 3 s')), WITHIN_MS);
    });
    try {
      // Without the name of a prepared statement, which a pooler in transaction mode does not know.
      const { rows } = await Promise.race([db.executeQuery(CompiledQuery.raw(text, [...values])), timeout]);
      return { rows, rowCount: rows.length };
    } finally {
      clearTimeout(late);
    }
  },
});
