import type { Tx } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import type { PopupLease } from '../protocol/popups.ts';
import { orderStock } from './claim-batches.ts';
import type { LeaseCommand, ReturnLeaseCommand } from './rules/decide-lease.ts';
import type { LeaseState } from './rules/stock-state.ts';

/**
 * Leases units to a device or takes them back, in the queue of the drop. Totals make a repeated
 * request harmless: it is answered with the lease as it is. `record` writes down, in the same
 * transaction, what follows from units that went back. Returns the lease and how much has moved.
 */
export async function changeLease(
  hub: Hub,
  dropId: string,
  { record, ...command }: (LeaseCommand | ReturnLeaseCommand) & { record?: RecordReturn },
): Promise<{ lease: PopupLease; units: number }> {
  const { decision } = await orderStock(dropId, {
    hub,
    command,
    ...(record && {
      andThen: async (tx, decided) => {
        if (decided.kind === 'lease_returned') await record(tx, decided);
      },
    }),
  });
  switch (decision.kind) {
    case 'leased':
    case 'lease_returned':
    case 'lease_stays': {
      const { id, gateId, leasedUnits, confirmedUnits, returnedUnits } = decision.lease;
      return {
        lease: { leaseId: id, gateId, leasedUnits, confirmedUnits, returnedUnits },
        units: decision.kind === 'lease_stays' ? 0 : decision.units,
      };
    }
    case 'refuse':
      throw new Problem(decision.code);
    default:
      throw new Error(`a lease was decided as ${decision.kind}`);
  }
}

type RecordReturn = (tx: Tx, returned: { lease: LeaseState; units: number }) => Promise<void>;
