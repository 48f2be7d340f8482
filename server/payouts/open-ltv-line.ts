import type { Tx } from '../platform/db.ts';
import { newId } from '../platform/ids.ts';
import { invariant } from '../platform/invariant.ts';
import type { LtvShare } from './count-ltv-shares.ts';
import type { LtvContract } from './fees.store.ts';
import { listDisputesOfOrder, listOpenHoldsOfOrder, openHold } from './holds.store.ts';
import { insertLine, type StoredLine } from './lines.store.ts';

/**
 * Opens the LTV fee on one order; the caller has the contract locked and books. It has waited for its
 * refund windows, so it is free at the next release, unless a review or a bank looks at the order: then
 * it waits with the lines that are there already.
 */
export async function openLtvLine(
  tx: Tx,
  { contract, share, at }: { contract: LtvContract; share: LtvShare; at: Date },
): Promise<void> {
  const { settledAt, shareMinor, versionId, isCapped, bps, currency, netMinor, orderId } = share;
  const { id: contractId, brandId, creatorId } = contract;
  invariant(creatorId, `contract ${contractId} has a creator`);
  const line = await insertLine(tx, {
    id: newId(settledAt),
    ...{ brandId, creatorId, contractId, contractVersionId: versionId, orderId },
    feeDropId: null,
    kind: 'ltv_fee',
    clause: 'ltv',
    cappedBy: isCapped ? 'ltv' : null,
    rateKind: 'new',
    rateBps: bps,
    flatMinor: 0n,
    shareMinor: BigInt(shareMinor),
    currency,
    baseMinor: BigInt(netMinor),
    earnedMinor: BigInt(shareMinor),
    countedMinor: null,
    earnedAt: settledAt,
    holdUntil: settledAt,
    releasedAt: null,
  });
  await takeOverHolds(tx, line, { orderId, at });
}

/** Disputes are asked for themselves, since the order may have had no line that they could hold. */
async function takeOverHolds(
  tx: Tx,
  { id: lineId, brandId, contractId }: StoredLine,
  { orderId, at }: { orderId: string; at: Date },
): Promise<void> {
  const disputes = (await listDisputesOfOrder(tx, orderId))
    .filter(({ isOpen }) => isOpen)
    .map(({ cause }) => ({ cause, reason: 'DISPUTED', note: '', heldBy: 'system' }));
  const holds = await listOpenHoldsOfOrder(tx, { orderId, contractId });
  for (const hold of [...holds, ...disputes]) {
    await openHold(tx, { id: newId(at), lineId, brandId, heldAt: at, ...hold });
  }
}
