import Sqlite from 'better-sqlite3';

/**
 * Holds `<file>.lock` for this process until the returned function is called, and refuses a second
 * holder. The lock belongs to the operating system, so a process that was killed leaves none behind.
 * Two processes on one file would each be right about their own turns and wrong about each other's.
 */
export function holdForOneProcess(file: string): () => void {
  const lock = new Sqlite(`${file}.lock`, { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (!isBusy(error)) throw error;
    throw new DatabaseInUse(
      `Another Dropcast process has ${file} open. Stop it first, or set DATABASE_URL to PostgreSQL to run several.`,
    );
  }
  return () => lock.close();
}

/** A second process wants a SQLite file that can serve only one. */
export class DatabaseInUse extends Error {
  override name = 'DatabaseInUse';
}

function isBusy(error: unknown): boolean {
  return error instanceof Sqlite.SqliteError && error.code.startsWith('SQLITE_BUSY');
}
