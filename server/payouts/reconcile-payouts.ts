import type { Hub } from '../platform/hub.ts';
import { listAccountsInFlight, listSentTransfers } from './attempts.store.ts';
import { followBankPayout } from './follow-bank-payout.ts';
import { recordTransfer } from './record-attempt.ts';

const LOOK_BACK_MS = 30 * 86_400_000;

/**
 * Finds what no event told us about money that was sent: transfers that came back, and payouts to
 * creators' banks that arrived or failed. Safe to run at any time, any number of times.
 */
export async function reconcilePayouts(hub: Hub): Promise<void> {
  const since = new Date(hub.clock.now().getTime() - LOOK_BACK_MS);
  for (const { transferId } of await listSentTransfers(hub.db, since)) {
    if (transferId) await unlessItFails(hub, { transferId }, () => recordTransfer(hub, transferId));
  }
  for (const { accountId, since: sentAt } of await listAccountsInFlight(hub.db)) {
    await unlessItFails(hub, { accountId }, async () => {
      const created = { gte: Math.floor(sentAt.getTime() / 1000) };
      const list = hub.payments.stripe.payouts.list(
        { created, limit: 100 },
        { stripeAccount: accountId },
      );
      for await (const { id } of list) await followBankPayout(hub, { payoutId: id, accountId });
    });
  }
}

/** One that fails does not keep the others. */
async function unlessItFails(hub: Hub, about: object, work: () => Promise<void>): Promise<void> {
  await work().catch((error: unknown) =>
    hub.log.error({ err: error, ...about }, 'a payout could not be reconciled'),
  );
}
