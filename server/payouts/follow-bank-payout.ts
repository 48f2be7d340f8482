import type { Hub } from '../platform/hub.ts';
import {
  type AttemptWithItem,
  findAttemptsOfPayments,
  findAttemptsUnderWay,
} from './attempts.store.ts';
import { recordArrived, recordTransfer } from './record-attempt.ts';

/**
 * Follows 'bank_payout.changed': what a creator's account has paid on to their bank has arrived, or the
 * bank returned it. Then the transfers in it are taken back, so that the money is the brand's again
 * and goes out anew, instead of lying in an account that cannot pay. The payout is fetched afresh.
 */
export async function followBankPayout(
  hub: Hub,
  { payoutId, accountId }: { payoutId: string; accountId: string },
): Promise<void> {
  const { stripe } = hub.payments;
  const on = { stripeAccount: accountId };
  const payout = await stripe.payouts.retrieve(payoutId, {}, on);
  if (payout.status !== 'paid' && payout.status !== 'failed') return;
  const paymentIds: string[] = [];
  const list = stripe.balanceTransactions.list({ payout: payoutId, limit: 100 }, on);
  for await (const { source } of list) {
    if (source) paymentIds.push(typeof source === 'string' ? source : source.id);
  }
  const attempts = await findAttemptsOfPayments(hub.db, paymentIds);
  if (attempts.length < paymentIds.length) await requireNothingUnderWay(hub, accountId);
  for (const attempt of attempts) {
    if (payout.status === 'paid') await recordArrived(hub, attempt);
    else await takeBack(hub, attempt);
  }
}

/** A payment that we do not know yet may be of a transfer whose answer has not come. */
async function requireNothingUnderWay(hub: Hub, accountId: string): Promise<void> {
  const underWay = await findAttemptsUnderWay(hub.db, { accountId });
  if (underWay.length > 0) throw new Error(`a transfer to ${accountId} is still under way`);
}

async function takeBack(hub: Hub, attempt: AttemptWithItem): Promise<void> {
  const { transferId, idempotencyKey } = attempt;
  if (!transferId) return;
  const { stripe } = hub.payments;
  const transfer = await stripe.transfers.retrieve(transferId);
  if (!transfer.reversed) {
    await stripe.transfers.createReversal(
      transferId,
      { amount: transfer.amount - transfer.amount_reversed },
      { idempotencyKey: `${idempotencyKey}:return:${transfer.amount_reversed}` },
    );
  }
  await recordTransfer(hub, transferId, { failure: 'bank_returned' });
}
