/** True when a row was refused because another one has the same unique key. */
export function isUniqueConflict(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'P2002';
}

/** Inserts outside a transaction: an upsert that changes nothing is no single statement on PostgreSQL. */
export async function unlessThere(insert: () => Promise<unknown>): Promise<void> {
  try {
    await insert();
  } catch (error) {
    if (!isUniqueConflict(error)) throw error;
  }
}

/**
 * Runs `work` again when somebody else took the key that it wanted to write: it reads anew, and finds
 * what the other one wrote. Up to five times, then the error is thrown.
 */
export async function retryOnUniqueConflict<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt === ATTEMPTS || !isUniqueConflict(error)) throw error;
    }
  }
}

const ATTEMPTS = 5;
