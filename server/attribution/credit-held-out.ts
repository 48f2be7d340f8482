import { holdCustomer } from '../customers/hold-customer.ts';
import { findHeldOutTouch } from '../experiments/find-held-out-touch.ts';
import { normaliseEmail } from '../mail/rules/normalise-email.ts';
import { inTransaction } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { readContracts } from './attribution.store.ts';
import { findUnsoldOrder, saveHeldOutSale } from './held-out.store.ts';

/**
 * Follows 'order.decided', before its commission is posted: an order of the brand's own shop, by
 * somebody who was held out of a drop within seven days before, is paid to whoever sent them as the
 * drop would have been (HOLDOUT). It adds what the decision could not know, once; a decision that
 * names a sale stays as it is. Nobody is paid for what they bought themselves, nor in another
 * currency than the contract's.
 */
export async function creditHeldOut(hub: Hub, { orderId }: { orderId: string }): Promise<void> {
  const order = await findUnsoldOrder(hub.db, orderId);
  if (!order?.visitorId) return;
  const { brandId, customerId, visitorId, capturedAt: at } = order;
  const touch = await findHeldOutTouch(hub.db, { brandId, visitorIds: [visitorId], at });
  if (!touch?.contractVersionId) return;
  const { contractId, contractVersionId } = touch;
  const contract = (await readContracts(hub.db, [contractId])).get(contractId);
  const terms = contract?.terms.get(contractVersionId);
  const isOwn =
    contract?.creatorEmail && normaliseEmail(contract.creatorEmail) === order.customer.emailKey;
  if (!terms || terms.currency !== order.currency || isOwn) return;
  await inTransaction(hub.db, async (tx) => {
    // Or a merge that decides the customer's orders anew meanwhile would not know of it.
    if (!(await holdCustomer(tx, customerId)))
      throw new Error(`${customerId} was merged meanwhile`);
    await saveHeldOutSale(tx, { orderId, contractId, contractVersionId });
  });
}
