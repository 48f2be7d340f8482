import { findVersionInForce } from '../contracts/version-in-force.ts';
import { holdCustomer } from '../customers/hold-customer.ts';
import { inTransaction } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { newId } from '../platform/ids.ts';
import { Problem } from '../platform/problem.ts';
import type { NewAcquisition } from './attribution.store.ts';
import { readState } from './changes.store.ts';
import { findCustomerOfOrder } from './history.store.ts';
import { decideAnew, gatherAll, replaceState } from './redecide.ts';

/**
 * A person decides who brought the customer of an order, with a reason: the acquisition is replaced,
 * all decided orders of the customer are decided anew by it, and the ledger gets the difference. The
 * states of before and after are kept with the name and the reason. Throws `not_found` for another
 * brand's order or contract, `contract_not_active` when nothing was agreed at the first order.
 */
export async function reattributeOrder(
  hub: Hub,
  given: {
    brandId: string;
    orderId: string;
    contractId: string | null;
    reason: string;
    userId: string;
  },
): Promise<void> {
  const { brandId, orderId, contractId, reason, userId } = given;
  await inTransaction(hub.db, async (tx) => {
    const customerId = await findCustomerOfOrder(tx, { brandId, orderId });
    if (!customerId || !(await holdCustomer(tx, customerId))) throw new Problem('not_found');
    const at = hub.clock.now();
    const before = await readState(tx, [customerId]);
    const gathered = await gatherAll(tx, customerId);
    const [known] = before.acquisitions;
    if (!gathered || !known) throw new Problem('not_found');
    const { acquiredAt } = known;
    const version = contractId
      ? await findVersionInForce(tx, { contractId, at: acquiredAt })
      : null;
    if (contractId && version?.brandId !== brandId) {
      throw new Problem(version ? 'not_found' : 'contract_not_active');
    }
    const acquisition: NewAcquisition = {
      ...known,
      id: newId(at),
      contractId,
      contractVersionId: version?.versionId ?? null,
      linkId: null,
      clickId: null,
      touchKind: 'by_hand',
      touchAt: contractId ? acquiredAt : null,
    };
    const decisions = decideAnew(gathered, before.decisions, acquisition);
    const next = { acquisitions: [acquisition], decisions };
    await replaceState(
      tx,
      { customerIds: [customerId], before, next },
      { brandId, kind: 'reattributed', mergeId: null, by: userId, reason, at },
    );
  });
}
