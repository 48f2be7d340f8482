import type { Reader } from '../platform/db.ts';
import { toNumber } from '../platform/minor.ts';
import { listEntriesOfBrand } from './entries.store.ts';

/** One side of a booking, with what it was booked for. */
export type EntryView = {
  id: string;
  transactionId: string;
  at: Date;
  kind: string;
  account: string;
  amountMinor: number;
  currency: string;
  creatorId: string | null;
  contractId: string | null;
  orderId: string | null;
  memo: string;
};

/** A brand's ledger in the order in which it was written, from after an entry on. */
export async function listEntries(
  db: Reader,
  { brandId, after, limit }: { brandId: string; after: string | null; limit: number },
): Promise<{ entries: EntryView[]; nextCursor: string | null }> {
  const rows = await listEntriesOfBrand(db, { brandId, after, take: limit + 1 });
  const entries = rows.slice(0, limit).map((row) => ({
    id: row.id,
    transactionId: row.transactionId,
    at: row.at,
    kind: row.transaction.kind,
    account: row.account,
    amountMinor: toNumber(row.amountMinor),
    currency: row.currency,
    creatorId: row.creatorId,
    contractId: row.contractId,
    orderId: row.line?.orderId ?? null,
    memo: row.transaction.memo,
  }));
  return { entries, nextCursor: rows.length > limit ? (entries.at(-1)?.id ?? null) : null };
}
