import { expect } from 'vitest';
import type { Reader } from '../platform/db.ts';

/**
 * Asserts that every ledger transaction sums to zero in each currency. The database looks at this when
 * a transaction commits; this looks at all of them, however they came to be there.
 */
export async function expectBalancedLedger(db: Reader): Promise<void> {
  const sums = await db.ledgerEntry.groupBy({
    by: ['transactionId', 'currency'],
    _sum: { amountMinor: true },
  });
  expect(sums.filter(({ _sum }) => _sum.amountMinor !== 0n)).toEqual([]);
}
