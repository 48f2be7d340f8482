import { createHash } from 'node:crypto';
import type { Tx } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { newId } from '../platform/ids.ts';
import { invariant } from '../platform/invariant.ts';
import { orderStock } from './claim-batches.ts';
import { findClaim, type WholeClaim } from './claims.store.ts';
import { findLease } from './leases.store.ts';
import type { SaleDecision } from './rules/decide-sale.ts';

type Sale = {
  deviceId: string;
  leaseId: string;
  idempotencyKey: string;
  quantity: number;
  unitPriceMinor: number;
  soldAt: number;
  /** Writes down, in the same transaction, what follows from the sale; only when it is new. */
  record: (tx: Tx, sold: Sold) => Promise<void>;
};

type Sold = { decision: Extract<SaleDecision, { kind: 'sold_leased' }>; claim: WholeClaim };

/**
 * Writes down what a device sold without a network, through the queue of the drop like every claim.
 * The same key is the same sale for ever, also when another device of the brand tells it after the first
 * one was revoked. Null: the device has no such lease.
 */
export async function recordSale(
  hub: Hub,
  { record, deviceId, ...sale }: Sale,
): Promise<SaleDecision | null> {
  const lease = await findLease(hub.db, sale.leaseId);
  if (!lease || lease.deviceId !== deviceId) return null;
  const { dropId, skuId, gateId } = lease;
  const { quantity, unitPriceMinor, soldAt } = sale;
  const said = JSON.stringify([dropId, skuId, gateId, quantity, unitPriceMinor, soldAt]);
  const { decision } = await orderStock(dropId, {
    hub,
    command: {
      ...sale,
      kind: 'sell_leased',
      claimId: newId(hub.clock.now()),
      requestHash: createHash('sha256').update(said).digest('hex'),
    },
    andThen: async (tx, decided) => {
      if (decided.kind !== 'sold_leased') return;
      const claim = await findClaim(tx, decided.hold.claimId);
      invariant(claim, 'a sale that was written is a claim');
      await record(tx, { decision: decided, claim });
    },
  });
  invariant(
    decision.kind === 'sold_leased' || decision.kind === 'replay' || decision.kind === 'refuse',
    `a sale was decided as ${decision.kind}`,
  );
  return decision;
}
