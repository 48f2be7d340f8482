import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Engine, SchemaFile } from './schema.mjs';

/** All that an engine refuses by itself: the hand-written checks and those that follow from the models. */
export function checksOf(
  engine: Engine,
  { root, models }: { root: string; models: SchemaFile[] },
): string {
  const written = readFileSync(join(root, 'prisma', 'checks', `${engine}.sql`), 'utf8');
  return engine === 'sqlite' ? `${written}\n${integerChecks(models)}` : written;
}

/** Drops every trigger that `checks` makes, because SQLite cannot rename a table that one of them names. */
export function dropSqliteChecks(checks: string): string {
  const names = [...checks.matchAll(/CREATE TRIGGER ("check_\w+")/g)].map((match) => match[1]);
  return names.map((name) => `DROP TRIGGER IF EXISTS ${name};\n`).join('');
}

function integerChecks(models: SchemaFile[]): string {
  const tables = models.flatMap(({ content }) => tablesWithIntegers(content));
  const triggers = tables.flatMap((table) => [
    integerCheck(table, { suffix: 'insert', event: 'INSERT' }),
    integerCheck(table, {
      suffix: 'update',
      event: `UPDATE OF ${table.columns.map(({ name }) => `"${name}"`).join(', ')}`,
    }),
  ]);
  return `-- Money is integer minor units and a time is integer epoch milliseconds.\n${triggers.join('\n')}`;
}

type TableWithIntegers = { table: string; columns: { name: string; isOptional: boolean }[] };

function tablesWithIntegers(schema: string): TableWithIntegers[] {
  return [...schema.matchAll(/^model (\w+) \{\n(.*?)^\}/gms)].flatMap(
    ([, model = '', body = '']) => {
      const table = /@@map\("(\w+)"\)/.exec(body)?.[1] ?? model;
      const columns = [...body.matchAll(/^ {2}(\w+) +(?:BigInt|DateTime)(\?)?(?= |$)/gm)].map(
        ([, name = '', optional]) => ({ name, isOptional: optional === '?' }),
      );
      return columns.length > 0 ? [{ table, columns }] : [];
    },
  );
}

function integerCheck(
  { table, columns }: TableWithIntegers,
  { suffix, event }: { suffix: string; event: string },
): string {
  const wrong = columns.map(({ name, isOptional }) =>
    isOptional
      ? `typeof(NEW."${name}") NOT IN ('integer', 'null')`
      : `typeof(NEW."${name}") <> 'integer'`,
  );
  return `CREATE TRIGGER "check_${table}_integers_${suffix}" BEFORE ${event} ON "${table}"
WHEN ${wrong.join('\n  OR ')}
BEGIN
  SELECT RAISE(ABORT, '${table}: money and times must be integers');
END;
`;
}
