import type { Reader, Tx } from './db.ts';
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

/**
 * Adds to counters, any number of rows with one statement: a row that is not there yet begins with what
 * is added. Names are ours, never input; two rows never have the same keys.
 */
export async function addSet<K extends Columns>(
  tx: Tx,
  {
    engine,
    into,
    keys,
    counters,
  }: { engine: Engine; into: string; keys: K; counters: readonly string[] },
  rows: readonly Record<string, Value>[],
): Promise<void> {
  if (rows.length === 0) return;
  const columns = { ...keys, ...bigints(counters) };
  const names = Object.keys(columns);
  const sums = counters.map((one) =>
    Prisma.raw(`"${one}" = "${into}"."${one}" + excluded."${one}"`),
  );
  // `WHERE true` keeps SQLite from reading ON CONFLICT as a join.
  await tx.$executeRaw(Prisma.sql`
    INSERT INTO ${name(into)} (${Prisma.join(names.map(name))})
    SELECT ${Prisma.join(readers(engine, columns))} FROM ${setOf(engine, packed(names, rows))}
    WHERE true
    ON CONFLICT (${Prisma.join(Object.keys(keys).map(name))}) DO UPDATE SET ${Prisma.join(sums)}`);
}

/** Any number of rows as one text, since a row each costs ten times as much to hand over. */
export async function queryRows(
  db: Reader,
  { engine, columns, from }: { engine: Engine; columns: readonly Prisma.Sql[]; from: Prisma.Sql },
): Promise<unknown[][]> {
  const [row, all] = engine === 'sqlite' ? SQLITE_JSON : POSTGRES_JSON;
  const [found] = await db.$queryRaw<{ rows: string | null }[]>(Prisma.sql`
    SELECT ${all}(${row}(${Prisma.join([...columns])}))${engine === 'sqlite' ? Prisma.empty : Prisma.raw('::text')} AS "rows"
    ${from}`);
  return found?.rows ? (JSON.parse(found.rows) as unknown[][]) : [];
}

const SQLITE_JSON = [Prisma.raw('json_array'), Prisma.raw('json_group_array')] as const;
const POSTGRES_JSON = [Prisma.raw('json_build_array'), Prisma.raw('json_agg')] as const;

/**
 * What `find` finds by each of these keys: one value, or no entry. One statement, and an index look-up a
 * key, whatever the planner believes: in the first minutes of a drop PostgreSQL has no statistics of its
 * rows yet, and would read all of them for an `IN`. `find` is a SELECT of one column and at most one row.
 */
export async function lookUp<T extends string | number>(
  db: Reader,
  { engine, find }: { engine: Engine; find: (key: Prisma.Sql) => Prisma.Sql },
  keys: readonly string[],
): Promise<Map<string, T>> {
  if (keys.length === 0) return new Map();
  const names = ['key'];
  const set = setOf(
    engine,
    packed(
      names,
      keys.map((key) => ({ key })),
    ),
  );
  const [key = Prisma.empty] = readers(engine, { key: 'text' });
  const columns = [key, Prisma.sql`(${find(key)})`];
  const rows = await queryRows(db, { engine, columns, from: Prisma.sql`FROM ${set}` });
  return new Map(rows.filter(([, value]) => value !== null) as [string, T][]);
}

/** A set of ids as one parameter, for `IN`. */
export function among(engine: Engine, ids: readonly string[]): Prisma.Sql {
  const json = JSON.stringify(ids);
  return engine === 'sqlite'
    ? Prisma.sql`(SELECT value FROM json_each(${json}))`
    : Prisma.sql`(SELECT json_array_elements_text(${json}::json))`;
}

/** A moment, to be compared with a stored one. */
export function timeSql(engine: Engine, at: Date): Prisma.Sql {
  const ms = String(at.getTime());
  return Prisma.raw(engine === 'sqlite' ? ms : `(to_timestamp(${ms} / 1000.0) AT TIME ZONE 'UTC')`);
}

/** A stored moment as epoch milliseconds. `column` is a name of ours. */
export function millisecondsOf(engine: Engine, column: string): Prisma.Sql {
  return Prisma.raw(
    engine === 'sqlite' ? column : `(extract(epoch FROM ${column}) * 1000)::bigint`,
  );
}

function bigints(names: readonly string[]): Record<string, ColumnKind> {
  return Object.fromEntries(names.map((one) => [one, 'bigint' as const]));
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
