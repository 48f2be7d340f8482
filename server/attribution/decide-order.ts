import { holdCustomer } from '../customers/hold-customer.ts';
import { inTransaction, type Tx } from '../platform/db.ts';
import { recordHappening } from '../platform/happenings.ts';
import type { Hub } from '../platform/hub.ts';
import { newId } from '../platform/ids.ts';
import { invariant } from '../platform/invariant.ts';
import {
  findAcquisition,
  hasDecision,
  saveAcquisitionOnce,
  saveDecision,
} from './attribution.store.ts';
import { gatherTouches } from './gather-touches.ts';
import { countOrders, findHistoryOfOrder } from './history.store.ts';
import { acquisitionRow, decisionRow, type Gathered, makeDecision } from './make-decision.ts';

/**
 * Follows 'order.paid': writes, once, who brought the customer (at the first order) and why this
 * order counts and for whom, and records 'order.decided'. Doing it twice, or for two orders of one
 * customer at once, leaves one acquisition, one decision per order and one happening per decision.
 * A customer who was merged, or bought again, while touches were gathered is looked at anew.
 */
export async function decideOrder(hub: Hub, { orderId }: { orderId: string }): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    if (await hasDecision(hub.db, orderId)) return;
    const customer = await findHistoryOfOrder(hub.db, orderId);
    const order = customer?.orders.find(({ id }) => id === orderId);
    invariant(customer && order, `order ${orderId} was paid and does not exist`);
    const gathered = await gatherTouches(hub.db, customer, order.capturedAt);
    const isDone = await inTransaction(hub.db, (tx) =>
      decideIfUnchanged(tx, { ...gathered, customer }, { orderId, at: hub.clock.now() }),
    );
    if (isDone) return;
  }
  throw new Error(`the customer of order ${orderId} changed again and again`);
}

const ATTEMPTS = 5;

/** False: the customer is no longer who they were when this was gathered. */
async function decideIfUnchanged(
  tx: Tx,
  gathered: Gathered,
  { orderId, at }: { orderId: string; at: Date },
): Promise<boolean> {
  const { customer } = gathered;
  if (!(await holdCustomer(tx, customer.id))) return false;
  if ((await countOrders(tx, customer.id)) !== customer.orders.length) return false;
  const order = customer.orders.find(({ id }) => id === orderId);
  invariant(order, `order ${orderId} is among those of its customer`);
  if (await hasDecision(tx, orderId)) return true;
  const known = await findAcquisition(tx, customer.id);
  const first = makeDecision(gathered, order, known);
  const written =
    known ??
    (await saveAcquisitionOnce(
      tx,
      acquisitionRow(customer, first, newId(first.acquisition.acquiredAt)),
    ));
  const decision = makeDecision(gathered, order, written);
  await saveDecision(tx, decisionRow(customer.brandId, order, { decision, at }));
  await recordHappening(tx, 'order.decided', { payload: { orderId }, at });
  return true;
}
