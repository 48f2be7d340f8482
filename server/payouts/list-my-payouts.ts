import type { Reader } from '../platform/db.ts';
import { toNumber } from '../platform/minor.ts';
import type { CreatorPayoutView } from '../protocol/payouts.ts';
import { listItemsOfCreator } from './batches.store.ts';
import { failureSentence } from './list-batches.ts';
import { payoutItemState } from './rules/payout-item-state.ts';

/** What a creator was sent or is about to be sent, newest first; drafts that were given up are left out. */
export async function listMyPayouts(db: Reader, creatorId: string): Promise<CreatorPayoutView[]> {
  const items = await listItemsOfCreator(db, creatorId);
  return items.map((item) => ({
    id: item.id,
    brandName: item.batch.brand.name,
    amount: { minor: toNumber(item.amountMinor), currency: item.currency },
    state: payoutItemState(item, item.batch),
    createdAt: item.batch.createdAt.getTime(),
    sentAt: item.sentAt?.getTime() ?? null,
    paidAt: item.paidAt?.getTime() ?? null,
    failure: failureSentence(item.failure),
    paidNote: item.paidNote,
  }));
}
