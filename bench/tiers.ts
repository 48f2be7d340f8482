import { hasPostgres } from './shared/bench-database.ts';
import { BRIEF, FULL, measureTiers } from './tiers/measure-tiers.ts';

/**
 * What the commission of one order costs at 100, 1,000 and 3,000 lines a month, with tiers and without.
 * `npm run bench -- tiers [sqlite|postgresql] [--brief]`; SQLite unless told otherwise.
 */
const args = process.argv.slice(2);
const engine = args.find((arg) => !arg.startsWith('--')) ?? 'sqlite';
if (engine !== 'sqlite' && engine !== 'postgresql') {
  throw new Error('Say which engine: sqlite or postgresql.');
}
if (engine === 'postgresql' && !(await hasPostgres())) {
  throw new Error('No PostgreSQL server: say where with TEST_POSTGRES_URL.');
}
const figures = await measureTiers(engine, args.includes('--brief') ? BRIEF : FULL);
console.log(JSON.stringify(figures));
if (!figures.isExact) process.exitCode = 1;
