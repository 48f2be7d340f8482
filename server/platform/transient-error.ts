/**
 * True when the database was busy, or undid this transaction in favour of another one: the same
 * work may succeed when it is tried again. Looks at every code and message on the way down, because
 * the driver reports a failed COMMIT and a lock timeout without Prisma's code.
 */
export function isTransientError(error: unknown): boolean {
  if (!isRecord(error)) return false;
  if ([error.code, error.originalCode, error.kind].some((word) => TRANSIENT.has(String(word))))
    return true;
  if (typeof error.originalMessage === 'string' && TRANSIENT_WORDS.test(error.originalMessage))
    return true;
  if (error instanceof Error && TRANSIENT_WORDS.test(error.message)) return true;
  const { meta } = error;
  return (
    isTransientError(error.cause) || (isRecord(meta) && isTransientError(meta.driverAdapterError))
  );
}

/**
 * True when the database was so busy that the work was given up and undone, also after tries: what a
 * person hears then is "try again", not "something broke".
 */
export function isBusyError(error: unknown): boolean {
  // Prisma: no connection, or no end of a transaction, in the given time.
  const isTimeOut = isRecord(error) && (error.code === 'P2028' || error.code === 'P2024');
  return isTimeOut || isTransientError(error);
}

const TRANSIENT = new Set([
  // Prisma: write conflict or deadlock, time-out of a busy database
  'P2034',
  'P1008',
  'TransactionWriteConflict',
  // PostgreSQL: serialisation failure, deadlock, lock not available
  '40001',
  '40P01',
  '55P03',
  'SQLITE_BUSY',
  'SQLITE_BUSY_SNAPSHOT',
]);

const TRANSIENT_WORDS =
  /could not serialize access|deadlock detected|database is locked|lock timeout/i;

/** Thrown when rows are no longer what this transaction read: it is undone and run again. */
export class StaleRead extends Error {
  override readonly name = 'StaleRead';
  readonly code = 'TransactionWriteConflict';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
