import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NO_FILTERS, openMigrationEngine } from '../../scripts/database/migration-engine.ts';
import { pendingMigration } from '../../scripts/database/new-migration.ts';
import { datasourceFile, readModels } from '../../scripts/database/schema.mjs';
import { createEmptyDatabase, testDatabases } from '../test/database.ts';
import { applyMigrations } from './migrate.ts';
import { readMigrations } from './migration-files.ts';

describe.each(testDatabases())('migrations on %s', (engine) => {
  let url: string;
  let remove: () => Promise<void>;
  let folder: string;
  beforeEach(async () => {
    ({ url, remove } = await createEmptyDatabase(engine));
    folder = mkdtempSync(join(tmpdir(), 'dropcast-migrations-'));
    cpSync('prisma/migrations', folder, { recursive: true });
  });
  afterEach(async () => {
    await remove();
    rmSync(folder, { recursive: true, force: true });
  });

  it('are applied once', async () => {
    const names = readMigrations(engine).map(({ name }) => name);
    expect(await applyMigrations(url)).toEqual(names);
    expect(await applyMigrations(url)).toEqual([]);
  });

  it.runIf(engine === 'postgresql')(
    'are applied once by four nodes that start together',
    async () => {
      const applied = await Promise.all([1, 2, 3, 4].map(() => applyMigrations(url)));
      const names = readMigrations(engine).map(({ name }) => name);
      expect(applied.flat()).toEqual(names);
    },
  );

  it("are recorded as Prisma's own engine records them", async () => {
    await applyMigrations(url);
    const prisma = await openMigrationEngine(engine, address(url));
    const { appliedMigrationNames } = await prisma.applyMigrations({
      migrationsList: migrationsList(engine),
      filters: NO_FILTERS,
    });
    expect(appliedMigrationNames).toEqual([]);
    prisma.free();
  });

  // The PostgreSQL driver adapter cannot read that catalogue (type "char"), so only SQLite is asked.
  it.runIf(engine === 'sqlite')('lead to exactly the models', async () => {
    await applyMigrations(url);
    const prisma = await openMigrationEngine(engine, address(url));
    const { stdout } = await prisma.diff({
      from: { tag: 'schemaDatasource', files: [datasourceFile(engine)], configDir: '.' },
      to: { tag: 'schemaDatamodel', files: [datasourceFile(engine), ...readModels('.')] },
      script: true,
      exitCode: null,
      // No model can say when its foreign key is looked at: prisma/checks makes it.
      filters: { ...NO_FILTERS, externalTables: ['check_ledger_rest'] },
    });
    expect(stdout).toContain('This is an empty migration');
    prisma.free();
  });

  it('are up to date with the models and the checks', async () => {
    expect(await pendingMigration('.', engine)).toBeUndefined();
  });

  it('leave nothing behind when one fails half-way', async () => {
    await applyMigrations(url);
    addMigration('CREATE TABLE "half" ("id" TEXT PRIMARY KEY);\nINSERT INTO "missing" VALUES (1);');
    await expect(applyMigrations(url, folder)).rejects.toThrow();
    addMigration('CREATE TABLE "half" ("id" TEXT PRIMARY KEY);');
    expect(await applyMigrations(url, folder)).toEqual(['29990101000000_next']);
  });

  it('are refused when the database is newer than the code', async () => {
    addMigration('SELECT 1;');
    await applyMigrations(url, folder);
    await expect(applyMigrations(url)).rejects.toThrow('Start a newer version.');
  });

  it('are refused when one was edited after it was applied', async () => {
    await applyMigrations(url, folder);
    const [newest] = readdirSync(join(folder, engine)).filter((name) => name.endsWith('_init'));
    writeFileSync(join(folder, engine, newest ?? '', 'migration.sql'), 'SELECT 1;');
    await expect(applyMigrations(url, folder)).rejects.toThrow('was edited');
  });

  function addMigration(script: string): void {
    const next = join(folder, engine, '29990101000000_next');
    mkdirSync(next, { recursive: true });
    writeFileSync(join(next, 'migration.sql'), script);
  }
});

function migrationsList(engine: 'sqlite' | 'postgresql') {
  return {
    baseDir: join('prisma', 'migrations', engine),
    lockfile: { path: 'migration_lock.toml', content: `provider = "${engine}"` },
    shadowDbInitScript: '',
    migrationDirectories: readMigrations(engine).map(({ name, script }) => ({
      path: name,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok' as const, value: script } },
    })),
  };
}

/** The adapter for SQLite is given a path. */
function address(url: string): string {
  return url.replace(/^file:/, '');
}
