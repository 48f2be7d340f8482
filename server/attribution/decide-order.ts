import { normaliseEmail } from '../mail/rules/normalise-email.ts';
import { inTransaction, type Tx } from '../platform/db.ts';
import { recordHappening } from '../platform/happenings.ts';
import type { Hub } from '../platform/hub.ts';
import { newId } from '../platform/ids.ts';
import { invariant } from '../platform/invariant.ts';
import { retryOnUniqueConflict } from '../platform/unique-conflict.ts';
import {
  findAcquisition,
  findOrder,
  hasDecision,
  type NewAcquisition,
  type OrderWithHistory,
  saveAcquisitionOnce,
  saveDecision,
} from './attribution.store.ts';
import { gatherTouches, type KnownContracts } from './gather-touches.ts';
import {
  type AttributionDecision,
  type AttributionFacts,
  decideAttribution,
} from './rules/decide-attribution.ts';

/**
 * Follows 'order.paid': writes, once, who brought the customer (at the first order) and why this
 * order counts and for whom, and records 'order.decided'. Doing it twice, or for two orders of one
 * customer at once, leaves one acquisition, one decision per order and one happening per decision.
 */
export async function decideOrder(hub: Hub, { orderId }: { orderId: string }): Promise<void> {
  const order = await findOrder(hub.db, orderId);
  invariant(order, `order ${orderId} was paid and does not exist`);
  if (await hasDecision(hub.db, orderId)) return;
  const { touches, contracts } = await gatherTouches(hub.db, order);
  const facts = factsOf(order, contracts);
  await retryOnUniqueConflict(() =>
    inTransaction(hub.db, async (tx) => {
      const known = await findAcquisition(tx, order.customerId);
      const first = decideAttribution({ ...facts, touches, acquisition: known });
      const written = known ?? (await acquire(tx, order, first));
      if (await hasDecision(tx, orderId)) return;
      const decision = decideAttribution({ ...facts, touches, acquisition: written });
      await writeDecision(tx, order, { decision, at: hub.clock.now() });
    }),
  );
}

function factsOf(
  order: OrderWithHistory,
  contracts: KnownContracts,
): Omit<AttributionFacts, 'touches' | 'acquisition'> {
  const [firstOrder] = order.customer.orders;
  invariant(firstOrder, `order ${order.id} is among those of its customer`);
  return {
    order: { id: order.id, currency: order.currency },
    customer: { emailKey: order.customer.emailKey, firstOrder },
    sale: saleOf(order, contracts),
  };
}

/** Whose token sold it; null for a sale that the brand's own shop reported. */
function saleOf(
  { id, contractId, contractVersionId }: OrderWithHistory,
  contracts: KnownContracts,
): AttributionFacts['sale'] {
  if (contractId === null) return null;
  const seller = contracts.get(contractId);
  const terms = seller?.terms.get(contractVersionId ?? '');
  invariant(seller && terms, `order ${id} lacks its contract`);
  return {
    contractId,
    creatorEmailKey: seller.creatorEmail && normaliseEmail(seller.creatorEmail),
    currency: terms.currency,
  };
}

/** Writes the acquisition, or reads the one that somebody else has just written. */
async function acquire(
  tx: Tx,
  order: OrderWithHistory,
  { winner, acquisition }: AttributionDecision,
) {
  const row: NewAcquisition = {
    id: newId(acquisition.acquiredAt),
    brandId: order.brandId,
    customerId: order.customerId,
    contractId: winner?.contractId ?? null,
    contractVersionId: winner?.version?.id ?? null,
    linkId: winner?.link?.id ?? null,
    clickId: winner?.kind === 'click' ? winner.id : null,
    touchKind: winner?.kind ?? 'none',
    touchAt: winner?.at ?? null,
    acquiredAt: acquisition.acquiredAt,
    firstOrderId: acquisition.firstOrderId,
  };
  return saveAcquisitionOnce(tx, row);
}

async function writeDecision(
  tx: Tx,
  order: OrderWithHistory,
  { decision, at }: { decision: AttributionDecision; at: Date },
): Promise<void> {
  await saveDecision(tx, {
    orderId: order.id,
    brandId: order.brandId,
    decidedAt: at,
    customerKind: decision.customerKind,
    saleContractId: order.contractId,
    saleContractVersionId: order.contractVersionId,
    ltvContractId: decision.ltvContractId,
    isFirstOrder: decision.isFirstOrder,
    reason: decision.reason,
    candidates: JSON.stringify(decision.candidates),
  });
  await recordHappening(tx, 'order.decided', { payload: { orderId: order.id }, at });
}
