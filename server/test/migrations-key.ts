import { createHash } from 'node:crypto';
import type { Engine } from '../platform/engine.ts';
import { readMigrations } from '../platform/migration-files.ts';

/** Names one state of the migrations, so that a template of another state is never taken. */
export function migrationsKey(engine: Engine): string {
  const state = readMigrations(engine).map(({ name, checksum }) => `${name} ${checksum}`);
  return createHash('sha256').update(state.join()).digest('hex').slice(0, 16);
}
