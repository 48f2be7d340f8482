import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import type { SchemaEngine } from '@prisma/schema-engine-wasm';
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg';
import { postgresStandIn } from './postgres-stand-in.ts';
import { datasourceFile, type Engine, type SchemaFile } from './schema.mjs';

/**
 * The SQL that leads from one set of models to another, by Prisma's own migration engine, which
 * comes from npm as WebAssembly; nothing is downloaded and no database is needed.
 */
export async function diffModels(
  engine: Engine,
  { from, to }: { from: SchemaFile[]; to: SchemaFile[] },
): Promise<string> {
  const migrations = await openMigrationEngine(engine);
  try {
    const { stdout } = await migrations.diff({
      from: from.length === 0 ? { tag: 'empty' } : datamodel(engine, from),
      to: datamodel(engine, to),
      script: true,
      exitCode: null,
      filters: NO_FILTERS,
    });
    return stdout ?? '';
  } finally {
    migrations.free();
  }
}

/** The migration engine on one database; without an address, on none that lasts. */
export async function openMigrationEngine(engine: Engine, url?: string): Promise<SchemaEngine> {
  const { SchemaEngine } = await loadBindings();
  return SchemaEngine.new(
    { datamodels: [[datasourceFile(engine).path, datasourceFile(engine).content]] },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(adapterFactory(engine, url)),
  );
}

function adapterFactory(
  engine: Engine,
  url: string | undefined,
): SqlMigrationAwareDriverAdapterFactory {
  if (engine === 'sqlite')
    return new PrismaBetterSqlite3({ url: url ?? ':memory:' }, { timestampFormat: 'unixepoch-ms' });
  return url === undefined ? postgresStandIn() : new PrismaPg({ connectionString: url });
}

export const NO_FILTERS = { externalTables: [], externalEnums: [] };

function datamodel(engine: Engine, models: SchemaFile[]) {
  return { tag: 'schemaDatamodel' as const, files: [datasourceFile(engine), ...models] };
}

let loading: Promise<typeof bindings> | undefined;

/** Node cannot import `.wasm` as the package expects, so it is instantiated by hand, once. */
function loadBindings(): Promise<typeof bindings> {
  loading ??= (async () => {
    const file = createRequire(import.meta.url)
      .resolve('@prisma/schema-engine-wasm/schema_engine_bg')
      .replace(/\.js$/, '.wasm');
    const { instance } = await WebAssembly.instantiate(readFileSync(file), {
      './schema_engine_bg.js': bindings as unknown as WebAssembly.ModuleImports,
    });
    bindings.__wbg_set_wasm(instance.exports);
    const start = instance.exports.__wbindgen_start;
    if (typeof start === 'function') start();
    return bindings;
  })();
  return loading;
}
