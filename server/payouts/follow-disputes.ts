import { inTransaction } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { retryOnUniqueConflict } from '../platform/unique-conflict.ts';
import { adjustCommission } from './adjust-commission.ts';
import { findAcquirerOfOrder } from './fees.store.ts';
import { holdLineIn } from './hold-line.ts';
import { listDisputesOfOrder } from './holds.store.ts';
import { listLinesOfOrder, lockLine } from './lines.store.ts';
import { lockContract } from './periods.store.ts';
import { releaseHoldIn } from './release-hold.ts';

/**
 * Follows 'order.disputed', and 'order.decided' for a dispute that was there before the lines: takes
 * the share of the disputed money back, and keeps what is left of the order's lines until the bank
 * has decided; a won dispute gives everything again. It looks at the disputes as they are now, so it
 * may run twice and in any order.
 */
export async function followDisputes(hub: Hub, { orderId }: { orderId: string }): Promise<void> {
  if ((await listDisputesOfOrder(hub.db, orderId)).length === 0) return;
  await adjustCommission(hub, { orderId });
  await retryOnUniqueConflict(() =>
    inTransaction(hub.db, async (tx) => {
      const at = hub.clock.now();
      // An LTV fee that is being opened has looked at the disputes before, or is among the lines now.
      const acquirer = await findAcquirerOfOrder(tx, { orderId, before: at });
      if (acquirer) await lockContract(tx, acquirer);
      for (const { id: lineId } of await listLinesOfOrder(tx, orderId)) {
        // Locked before the disputes are read, so that of two workers the later one has the last word.
        await lockLine(tx, lineId);
        for (const { cause, isOpen } of await listDisputesOfOrder(tx, orderId)) {
          const hold = { lineId, cause, by: 'system' };
          if (isOpen) await holdLineIn(tx, { ...hold, reason: 'DISPUTED' }, at);
          else await releaseHoldIn(tx, hold, at);
        }
      }
    }),
  );
}
