import { versionInForce } from '../contracts/rules/version-in-force.ts';
import type { Reader } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import type { PayoutPreview } from '../protocol/payouts.ts';
import {
  listContractsForPayout,
  listHeldLines,
  listOpenEntries,
  sumPending,
} from './batches.store.ts';
import { type CreatorShare, eligiblePayouts } from './rules/eligible-payouts.ts';
import { money } from './rules/memos.ts';
import { readStatementNames } from './statements.store.ts';

/** What a batch made now would hold, and what would be carried and why. */
export async function previewPayouts(
  hub: Hub,
  brand: { id: string; currency: string },
): Promise<PayoutPreview> {
  const { currency } = brand;
  const due = await readDuePayouts(hub.db, { brandId: brand.id, at: hub.clock.now() });
  const view = (share: CreatorShare) => ({
    creatorId: share.creatorId,
    creatorName: due.nameOf(share.creatorId),
    amount: { minor: share.amountMinor, currency },
  });
  return {
    currency,
    eligible: due.eligible.map((share) => ({ ...view(share), entries: share.entries.length })),
    carried: due.carried.map((share) => ({
      ...view(share),
      reason:
        share.amountMinor <= 0
          ? 'Refunds after the hold are netted first.'
          : `Below the minimum payout of ${money(share.minimumMinor, currency)}.`,
    })),
    onHold: { minor: await sumPending(hub.db, brand.id), currency },
    held: await listHeld(hub.db, brand.id, due.nameOf),
  };
}

async function listHeld(
  db: Reader,
  brandId: string,
  nameOf: (creatorId: string) => string,
): Promise<PayoutPreview['held']> {
  const held = await listHeldLines(db, brandId);
  const orderIds = held.flatMap(({ orderId }) => orderId ?? []);
  const { orders } = await readStatementNames(db, { creatorIds: [], orderIds });
  return held.map(({ lineId, creatorId, currency, orderId, reason, heldAt, heldMinor }) => ({
    lineId,
    creatorName: nameOf(creatorId),
    orderNumber: orders.get(orderId ?? '')?.number ?? 0,
    reason,
    heldAt: heldAt.getTime(),
    amount: { minor: heldMinor, currency },
  }));
}

/**
 * Who is due and who is carried at a moment. The minimum is that of the version in force; once a
 * contract has ended there is none, so that a small rest is paid and not kept for ever.
 */
export async function readDuePayouts(
  db: Reader,
  { brandId, at }: { brandId: string; at: Date },
): Promise<ReturnType<typeof eligiblePayouts> & { nameOf(creatorId: string): string }> {
  const contracts = await listContractsForPayout(db, brandId);
  const ofCreator = new Map(contracts.map((contract) => [contract.creatorId, contract]));
  const entries = await listOpenEntries(db, brandId);
  const due = eligiblePayouts(entries, (creatorId) => {
    const contract = ofCreator.get(creatorId);
    return (contract && versionInForce(contract, at)?.terms.minimumPayoutMinor) ?? 0;
  });
  return { ...due, nameOf: (creatorId) => ofCreator.get(creatorId)?.creatorName ?? '' };
}
