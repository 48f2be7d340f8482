import type { Tx } from './db.ts';
import type { Engine } from './engine.ts';
import { Prisma } from './generated/sqlite/client.ts';

/** How one value of a set is read back from JSON. `time` is epoch milliseconds. */
export type ColumnKind = 'text' | 'integer' | 'bigint' | 'time' | 'boolean';
type Columns = Readonly<Record<string, ColumnKind>>;
type Value = string | number | boolean | null;
export type SetRow<C extends Columns> = { [K in keyof C]: Value };

/**
 * Inserts any number of rows with one statement and one parameter, which costs a tenth of a row each.
 * `into` and the columns are names of ours, never input. Returns how many rows were written.
 */
export async function insertSet<C extends Columns>(
  tx: Tx,
  { engine, into, columns }: { engine: Engine; into: string; columns: C },
  rows: readonly SetRow<C>[],
): Promise<number> {
  if (rows.length === 0) return 0;
  const names = Object.keys(columns);
  return tx.$executeRaw(Prisma.sql`
    INSERT INTO ${name(into)} (${Prisma.join(names.map(name))})
    SELECT ${Prisma.join(readers(engine, columns))} FROM ${setOf(engine, packed(names, rows))}`);
}

/** The rows as a table of one column `value`, for statements of one's own. */
export function setOf(engine: Engine, json: string): Prisma.Sql {
  return engine === 'sqlite'
    ? Prisma.sql`json_each(${json}) AS rows`
    : Prisma.sql`json_array_elements(${json}::json) AS rows(value)`;
}

/** Rows as JSON arrays in the order of `names`. */
export function packed(names: readonly string[], rows: readonly Record<string, Value>[]): string {
  return JSON.stringify(rows.map((row) => names.map((key) => row[key] ?? null)));
}

/** Expressions that read the columns of `rows.value` in their order. */
export function readers(engine: Engine, columns: Columns): Prisma.Sql[] {
  return Object.values(columns).map((kind, at) => Prisma.raw(READERS[engine][kind](at)));
}

const READERS: Record<Engine, Record<ColumnKind, (at: number) => string>> = {
  sqlite: {
    text: (at) => `rows.value ->> ${at}`,
    integer: (at) => `rows.value ->> ${at}`,
    bigint: (at) => `rows.value ->> ${at}`,
    time: (at) => `rows.value ->> ${at}`,
    boolean: (at) => `rows.value ->> ${at}`,
  },
  postgresql: {
    text: (at) => `rows.value ->> ${at}`,
    integer: (at) => `(rows.value ->> ${at})::integer`,
    bigint: (at) => `(rows.value ->> ${at})::bigint`,
    time: (at) => `to_timestamp((rows.value ->> ${at})::bigint / 1000.0) AT TIME ZONE 'UTC'`,
    boolean: (at) => `(rows.value ->> ${at})::boolean`,
  },
};

function name(text: string): Prisma.Sql {
  return Prisma.raw(`"${text}"`);
}
