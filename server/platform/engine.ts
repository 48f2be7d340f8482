/** The kinds of database that the hub runs on. */
export type Engine = 'sqlite' | 'postgresql';

/** The engine that a database address asks for. */
export function engineOf(url: string): Engine {
  if (/^postgres(ql)?:\/\//.test(url)) return 'postgresql';
  if (url.startsWith('file:')) return 'sqlite';
  throw new Error('DATABASE_URL must begin with file: (SQLite) or postgres:// (PostgreSQL).');
}
