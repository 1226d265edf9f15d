import type { CreateTableBuilder, Kysely } from 'kysely';

type Type = 'text' | 'integer' | 'bigint' | 'bytea';
/** The type of each column, with `?` where it may be null. */
type Columns = Readonly<Record<string, Type | `${Type}?`>>;

interface Values {
  text: string;
  integer: number;
  bigint: number;
  bytea: Buffer;
}

/** What a row of a table has. */
export type Row<Of extends Columns> = {
  -readonly [Name in keyof Of]: Of[Name] extends Type
    ? Values[Of[Name]]
    : Of[Name] extends `${infer Nullable extends Type}?`
      ? Values[Nullable] | null
      : never;
};

/** A table to be made, with the columns of its primary key. */
export function newTable(
  db: Kysely<unknown>,
  name: string,
  columns: Columns,
  key: readonly string[],
): CreateTableBuilder<string, string> {
  const [only, another] = key;
  let table: CreateTableBuilder<string, string> = db.schema.createTable(name);
  for (const [column, type] of Object.entries(columns)) {
    table = table.addColumn(column, type.replace('?', '') as Type, (built) => {
      if (type.endsWith('?')) return built;
      return column === only && another === undefined ? built.primaryKey().notNull() : built.notNull();
    });
  }
  return another === undefined ? table : table.addPrimaryKeyConstraint(`${name}_key`, [...key]);
}
