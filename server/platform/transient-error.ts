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
  return isTimeOut || isTransientError(error) || isOutage(error);
}

/**
 * True when the database could not be reached or could not write: a broken connection, a server that
 * restarts, a full disk. Unlike after a transient error the work is not run again by itself, because
 * a connection that broke at COMMIT may have carried it out; who asks again does so by key. Bare
 * socket codes do not count: they may be another service's.
 */
export function isOutage(error: unknown): boolean {
  if (!isRecord(error)) return false;
  const words = [error.code, error.originalCode, error.kind].map(String);
  if (words.some((word) => OUTAGE.has(word) || word.startsWith('SQLITE_IOERR'))) return true;
  if (error instanceof Error && OUTAGE_WORDS.test(error.message)) return true;
  const { meta } = error;
  return isOutage(error.cause) || (isRecord(meta) && isOutage(meta.driverAdapterError));
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

const OUTAGE = new Set([
  // Prisma: server not reached, connection closed by it, too many connections
  'P1001',
  'P1017',
  'P2037',
  'DatabaseNotReachable',
  'ConnectionClosed',
  'TooManyConnections',
  // PostgreSQL: shutting down, crashed, starting; connection failures; too many; disk full
  '57P01',
  '57P02',
  '57P03',
  '08000',
  '08003',
  '08006',
  '53300',
  '53100',
  'SQLITE_FULL',
]);

/** The driver says these without a code, or Prisma hides the code in a sentence. */
const OUTAGE_WORDS =
  /connection terminated|and is not queryable|timeout exceeded when trying to connect|terminating connection|disk is full/i;

/** Thrown when rows are no longer what this transaction read: it is undone and run again. */
export class StaleRead extends Error {
  override readonly name = 'StaleRead';
  readonly code = 'TransactionWriteConflict';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
