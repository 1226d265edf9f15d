import { type DatabaseIntrospector, type Kysely, PostgresDialect, sql, type TableMetadata } from 'kysely';

/**
 * PostgreSQL, seen from the schema of the connection alone. Kysely's own introspector looks at the tables of every
 * schema, and fails when one of somebody else's is dropped meanwhile.
 */
export class OwnSchemaDialect extends PostgresDialect {
  override createIntrospector(db: Kysely<unknown>): DatabaseIntrospector {
    const whole = super.createIntrospector(db);
    return { getSchemas: () => whole.getSchemas(), getTables: () => tablesOf(db) };
  }
}

interface Column {
  readonly schema: string;
  readonly table: string;
  readonly name: string;
  readonly dataType: string;
  readonly isNullable: boolean;
  readonly hasDefaultValue: boolean;
  readonly isAutoIncrementing: boolean;
}

async function tablesOf(db: Kysely<unknown>): Promise<TableMetadata[]> {
  const { rows } = await sql<Column>`
    select n.nspname as schema, c.relname as table, a.attname as name, t.typname as "dataType",
      not a.attnotnull as "isNullable", a.atthasdef as "hasDefaultValue", a.attidentity <> '' as "isAutoIncrementing"
    from pg_catalog.pg_attribute a
    join pg_catalog.pg_class c on c.oid = a.attrelid
    join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    join pg_catalog.pg_type t on t.oid = a.atttypid
    where n.nspname = current_schema() and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
    order by c.relname, a.attnum`.execute(db);
  return [...Map.groupBy(rows, ({ table }) => table)].map(([name, columns]) => ({
    name,
    schema: columns[0]?.schema ?? '',
    isView: false,
    isForeign: false,
    columns,
  }));
}
