import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import type { BankTables } from './bank-schema.ts';
import type { BankPlace, BankQuery, BankRow, NewBankRow } from './bank-store.ts';
import type { Tables } from './schema.ts';

/** PostgreSQL takes 65,535 values in one statement, SQLite 32,766. */
const ROWS_AT_ONCE = 500;

/** A list in parts, each of which fits in one statement. */
export function inParts<T>(all: readonly T[]): T[][] {
  const parts: T[][] = [];
  for (let i = 0; i < all.length; i += ROWS_AT_ONCE) parts.push(all.slice(i, i + ROWS_AT_ONCE));
  return parts;
}

export function toRow(row: BankTables['bank_question']): BankRow {
  const { topic_key: topicKey, prompt_key: promptKey, changed: _, ...rest } = row;
  return { ...rest, topicKey, promptKey };
}

/** What is written of a question, apart from where it is. */
export const columnsOf = ({ topicKey, promptKey, ...rest }: NewBankRow) => ({
  ...rest,
  topic_key: topicKey,
  prompt_key: promptKey,
});

type Questions = ExpressionBuilder<Tables, 'bank_question'>;

export type Filter = Pick<BankQuery, 'topicKey' | 'search' | 'user'>;

/** In one of these banks, and what else is wanted. */
export const matching =
  (places: readonly BankPlace[], { topicKey, search = [], user }: Filter = {}) =>
  (eb: Questions): Expression<SqlBool> =>
    eb.and([
      eb.or(places.map(({ tenant, place }) => eb.and([eb('tenant', '=', tenant), eb('place', '=', place)]))),
      ...(topicKey === undefined ? [] : [ofTopic(eb, topicKey)]),
      ...search.map((word) => like(eb, 'search', `%${escaped(word)}%`)),
      ...(user === undefined ? [] : [eb('user', '=', user)]),
    ]);

/** Of the topic itself, or of one below it. */
const ofTopic = (eb: Questions, topicKey: string): Expression<SqlBool> =>
  topicKey === ''
    ? eb('topic_key', '=', '')
    : eb.or([eb('topic_key', '=', topicKey), like(eb, 'topic_key', `${escaped(topicKey)}/%`)]);

const like = (eb: Questions, column: 'search' | 'topic_key', pattern: string) =>
  sql<SqlBool>`${eb.ref(column)} like ${pattern} escape '\\'`;

const escaped = (text: string): string => text.replaceAll(/[\\%_]/g, '\\$&');

/** Where a question's bank stands among these. */
export const placeOrder = (places: readonly BankPlace[]) =>
  sql<number>`case ${sql.join(
    places.map(({ place }, i) => sql`when place = ${place} then ${sql.lit(i)}`),
    sql` `,
  )} end`;
