import type { Engine } from '../server/platform/engine.ts';
import { BRIEF, FULL, measureClaims } from './claims/measure-claims.ts';
import { hasPostgres } from './shared/bench-database.ts';

/**
 * How many claims a second the hub answers over HTTP, each committed in full, and whether a stampede
 * is exact. `npm run bench -- claims [sqlite|postgresql|all] [--brief]` prints one line per engine.
 */
const args = process.argv.slice(2);
const size = args.includes('--brief') ? BRIEF : FULL;

for (const engine of await enginesOf(args.find((arg) => !arg.startsWith('--')) ?? 'all')) {
  const figures = await measureClaims(engine, size);
  console.log(JSON.stringify(figures));
  if (!figures.isExact) process.exitCode = 1;
}

async function enginesOf(asked: string): Promise<Engine[]> {
  if (asked === 'sqlite') return [asked];
  if (asked !== 'postgresql' && asked !== 'all') {
    throw new Error('Say which engine: sqlite, postgresql or all.');
  }
  const isThere = await hasPostgres();
  if (asked === 'postgresql') {
    if (!isThere) throw new Error('No PostgreSQL server: say where with TEST_POSTGRES_URL.');
    return [asked];
  }
  if (isThere) return ['sqlite', 'postgresql'];
  console.log('PostgreSQL is left out: set TEST_POSTGRES_URL to measure it.');
  return ['sqlite'];
}
