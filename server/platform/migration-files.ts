import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Engine } from './engine.ts';

export type Migration = { name: string; script: string; checksum: string };

/** The migrations of one engine in the order in which they are applied, as Prisma keeps them. */
export function readMigrations(engine: Engine, folder = migrationsFolder()): Migration[] {
  const base = join(folder, engine);
  return readdirSync(base, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => {
      const script = readFileSync(join(base, name, 'migration.sql'), 'utf8');
      return { name, script, checksum: createHash('sha256').update(script).digest('hex') };
    });
}

/** What of `migrations` a database still lacks. Refuses one that went another way than these files. */
export function missingMigrations(
  migrations: Migration[],
  applied: AppliedMigration[],
): Migration[] {
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  const finished = new Set<string>();
  for (const { name, checksum, isFinished } of applied) {
    const migration = known.get(name);
    if (!migration)
      throw new MigrationRefused(
        `The database has the migration ${name}, which this version of Dropcast does not know. Start a newer version.`,
      );
    if (!isFinished)
      throw new MigrationRefused(
        `The migration ${name} failed half-way before. Restore the last backup, or mend it with "prisma migrate resolve".`,
      );
    if (checksum !== migration.checksum)
      throw new MigrationRefused(
        `The migration ${name} was edited after it was applied. Put back its file and write a new migration instead.`,
      );
    finished.add(name);
  }
  return migrations.filter(({ name }) => !finished.has(name));
}

/** One row of `_prisma_migrations` that was not rolled back. */
export type AppliedMigration = { name: string; checksum: string; isFinished: boolean };

export class MigrationRefused extends Error {
  override name = 'MigrationRefused';
}

/** The command is run from the project's root, from source and from the bundle alike. */
function migrationsFolder(): string {
  return resolve('prisma', 'migrations');
}
