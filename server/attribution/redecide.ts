import type { Tx } from '../platform/db.ts';
import { recordHappening } from '../platform/happenings.ts';
import { newId } from '../platform/ids.ts';
import type { NewAcquisition, NewDecision } from './attribution.store.ts';
import {
  insertChange,
  readState,
  replaceAcquisitions,
  type StoredState,
  updateDecision,
} from './changes.store.ts';
import { gatherTouches } from './gather-touches.ts';
import { findHistory } from './history.store.ts';
import { acquisitionRow, decisionRow, type Gathered, makeDecision } from './make-decision.ts';
import { packState } from './rules/attribution-change.ts';

/** Everything that was gathered about a customer up to their newest order; null: they have none. */
export async function gatherAll(tx: Tx, customerId: string): Promise<Gathered | null> {
  const customer = await findHistory(tx, customerId);
  const newest = customer.orders.at(-1);
  if (!newest) return null;
  return { ...(await gatherTouches(tx, customer, newest.capturedAt)), customer };
}

/** The acquisition as the touches of now would make it: the earliest that qualifies. */
export function acquireAnew({ customer, ...rest }: Gathered, id: string): NewAcquisition | null {
  const [first] = customer.orders;
  if (!first) return null;
  const decision = makeDecision({ customer, ...rest }, first, null);
  return acquisitionRow(customer, decision, id);
}

/** Decides anew each order that was decided; candidates are those of the acquisition given. */
export function decideAnew(
  gathered: Gathered,
  decided: readonly NewDecision[],
  acquisition: NewAcquisition,
): NewDecision[] {
  const { customer } = gathered;
  return customer.orders.flatMap((order) => {
    const before = decided.find(({ orderId }) => orderId === order.id);
    if (!before) return [];
    const decision = makeDecision(gathered, order, acquisition);
    return [decisionRow(customer.brandId, order, { decision, at: before.decidedAt })];
  });
}

/**
 * Replaces what is stored about these customers by `next`, keeps both states, and says which orders
 * count otherwise than before: their commission is computed anew and the difference is posted.
 */
export async function replaceState(
  tx: Tx,
  { customerIds, before, next }: { customerIds: string[]; before: StoredState; next: StoredState },
  change: {
    brandId: string;
    kind: 'merged' | 'unmerged' | 'reattributed';
    mergeId: string | null;
    by: string | null;
    reason: string;
    at: Date;
  },
): Promise<void> {
  await replaceAcquisitions(tx, customerIds, next.acquisitions);
  for (const decision of next.decisions) {
    const was = before.decisions.find(({ orderId }) => orderId === decision.orderId);
    if (!was || isSame(was, decision)) continue;
    await updateDecision(tx, decision);
    const payload = { orderId: decision.orderId };
    await recordHappening(tx, 'order.redecided', { payload, at: change.at });
  }
  const changeId = newId(change.at);
  const [customerId = ''] = customerIds;
  await insertChange(tx, {
    ...change,
    id: changeId,
    customerId,
    before: packState(before),
    after: packState(await readState(tx, customerIds)),
  });
  await recordHappening(tx, 'attribution.changed', { payload: { changeId }, at: change.at });
}

function isSame(a: NewDecision, b: NewDecision): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

function sorted(row: NewDecision): unknown[] {
  return Object.entries(row).toSorted(([a], [b]) => (a < b ? -1 : 1));
}
