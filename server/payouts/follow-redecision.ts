import { inTransaction } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import type { AttributionReason } from '../protocol/attribution.ts';
import { findDecision, findDropSaleLine, findTerms, lockLine, setRate } from './lines.store.ts';
import { postCommission } from './post-commission.ts';
import { commissionRate } from './rules/commission.ts';

/**
 * Follows 'order.redecided': who was new to the brand may turn out to have been known, and the other
 * way round. The line is counted by the rate of the decision as it is now, and the difference is
 * booked; what was booked before stays as it is.
 */
export async function followRedecision(hub: Hub, { orderId }: { orderId: string }): Promise<void> {
  await inTransaction(hub.db, async (tx) => {
    const line = await findDropSaleLine(tx, orderId);
    const decision = await findDecision(tx, orderId);
    if (!line || !decision) return;
    await lockLine(tx, line.id);
    const agreed = await findTerms(tx, line.contractVersionId);
    if (!agreed) return;
    const rateKind = decision.customerKind === 'new' ? 'new' : 'existing';
    const reason = decision.reason as AttributionReason | null;
    const rateBps = commissionRate(agreed.terms, { customerKind: rateKind, reason });
    await setRate(tx, line.id, { rateKind, rateBps });
  });
  if (await findDecision(hub.db, orderId)) await postCommission(hub, { orderId });
}
