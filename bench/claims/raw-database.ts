import Database from 'better-sqlite3';
import pg from 'pg';

export type Row = Record<string, unknown>;
/** A statement with `$1`, `$2` …, or rows that go into a table. */
export type Step = { sql: string; values: unknown[] } | { into: string; rows: Row[] };

/** A driver with prepared statements and nothing above it. */
export type RawDatabase = {
  /** The first row; throws when there is none. */
  readRow(sql: string, value: unknown): Promise<Row>;
  /** All steps in one transaction, on the disk when this resolves. */
  commit(steps: Step[]): Promise<void>;
  close(): Promise<void>;
};

/** With the settings of the product: WAL, and an fsync for every commit. */
export async function openRawSqlite(url: string): Promise<RawDatabase> {
  const db = new Database(url.replace('file:', ''));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('foreign_keys = ON');
  const prepared = new Map<string, Database.Statement>();
  function prepare(sql: string): Database.Statement {
    const statement = prepared.get(sql) ?? db.prepare(sql);
    prepared.set(sql, statement);
    return statement;
  }
  function run(step: Step): void {
    if ('sql' in step) {
      prepare(step.sql).run(Object.fromEntries(step.values.map((value, i) => [i + 1, value])));
      return;
    }
    const columns = Object.keys(step.rows[0] ?? {});
    const names = columns.map((name) => `"${name}"`).join();
    const places = columns.map((name) => `@${name}`).join();
    const insert = prepare(`INSERT INTO ${step.into} (${names}) VALUES (${places})`);
    for (const row of step.rows) insert.run(row);
  }
  const runAll = db.transaction((steps: Step[]) => {
    for (const step of steps) run(step);
  });
  return {
    readRow: async (sql, value) => existing(prepare(sql).get({ 1: value }) as Row | undefined),
    commit: async (steps) => runAll.immediate(steps),
    close: async () => void db.close(),
  };
}

/** Rows go as one set per table: one by one, the way to the server would be all that is measured. */
export async function openRawPostgres(url: string): Promise<RawDatabase> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  async function run(step: Step): Promise<void> {
    if ('sql' in step) {
      await client.query({ name: step.sql.slice(0, 60), text: step.sql, values: step.values });
      return;
    }
    const text = `INSERT INTO ${step.into} SELECT * FROM json_populate_recordset(NULL::${step.into}, $1)`;
    const values = [JSON.stringify(step.rows)];
    await client.query({ name: `into ${step.into}`, text, values });
  }
  return {
    readRow: async (sql, value) => {
      // As JSON, so that times go back in exactly as they came out.
      const { rows } = await client.query(`SELECT row_to_json(found) AS row FROM (${sql}) found`, [
        value,
      ]);
      return existing(rows[0]?.row);
    },
    commit: async (steps) => {
      await client.query('BEGIN');
      for (const step of steps) await run(step);
      await client.query('COMMIT');
    },
    close: () => client.end(),
  };
}

function existing(row: Row | undefined): Row {
  if (!row) throw new Error('there is no claim to copy');
  return row;
}
