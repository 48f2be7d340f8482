import type { Hub } from '../platform/hub.ts';
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

/**
 * An entry carries the moment at which its booking began, and bookings do not end in the order in which
 * they began. Longer than any takes: each of its tries waits 15 seconds at most and runs for two minutes
 * (RECOUNT), and there are four. What is left over is for clocks of several nodes.
 */
export const LISTED_AFTER_MS = 15 * 60_000;

/**
 * A brand's ledger in the order of its bookings, from after an entry on. Young entries are not in it
 * yet: nothing comes in front of an entry that was listed, so whoever goes on after it misses none.
 */
export async function listEntries(
  hub: Hub,
  { brandId, after, limit }: { brandId: string; after: string | null; limit: number },
): Promise<{ entries: EntryView[]; nextCursor: string | null }> {
  const before = new Date(hub.clock.now().getTime() - LISTED_AFTER_MS);
  const rows = await listEntriesOfBrand(hub.db, { brandId, after, before, take: limit + 1 });
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
