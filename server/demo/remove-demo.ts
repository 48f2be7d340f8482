import { inTransaction } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { DEMO_KEY, dropSetting, REMOVED_KEY, SEEDING_KEY, saveSetting } from './demo.store.ts';
import { DEMO_SIGN_INS } from './demo-brand.ts';
import {
  deleteBrands,
  deleteDrops,
  deleteHappenings,
  deleteMails,
  deleteMoney,
  deleteOrders,
  deletePeople,
  deleteStripeEvents,
  findDemoScope,
  findPaymentIds,
  hasChargeEvents,
} from './demo-removal.store.ts';

/**
 * Removes the demo in one transaction, with everything that people have tried in it: the brand and
 * all that is its own, the demo creators and their sign-ins. Nothing of any other brand changes; a
 * demo person who has meanwhile joined a real brand stays. False when there was no demo. It does not
 * come back by itself (`isEmpty`).
 */
export async function removeDemo(hub: Hub): Promise<boolean> {
  const demoEmails = DEMO_SIGN_INS.map(({ email }) => email);
  const scope = await findDemoScope(hub.db, demoEmails);
  if (!scope) return false;
  const { sessionIds, intentIds, refundIds } = await findPaymentIds(hub.db, scope);
  const chargeIds = (await hasChargeEvents(hub.db)) ? await findCharges(hub, intentIds) : [];
  await inTransaction(
    hub.db,
    async (tx) => {
      await deleteHappenings(tx, scope);
      await deleteMoney(tx, scope);
      await deleteOrders(tx, scope);
      await deleteDrops(tx, scope);
      await deleteMails(tx, scope, demoEmails);
      await deleteBrands(tx, scope);
      await deletePeople(tx, scope);
      await deleteStripeEvents(tx, [...sessionIds, ...intentIds, ...refundIds, ...chargeIds]);
      await dropSetting(tx, DEMO_KEY);
      await dropSetting(tx, SEEDING_KEY);
      await saveSetting(tx, REMOVED_KEY, hub.clock.now().toISOString());
    },
    { timeoutMs: 60_000 },
  );
  return true;
}

/**
 * The charges of payments, which only the payment service knows. One that it cannot name any more
 * leaves a line in the log of its events, and nothing else.
 */
async function findCharges({ payments, log }: Hub, intentIds: string[]): Promise<string[]> {
  const found: string[] = [];
  const waiting = [...intentIds];
  const work = async () => {
    for (let id = waiting.pop(); id; id = waiting.pop()) {
      try {
        const { latest_charge: charge } = await payments.stripe.paymentIntents.retrieve(id);
        if (charge) found.push(typeof charge === 'string' ? charge : charge.id);
      } catch (error) {
        log.warn({ err: error, paymentIntentId: id }, 'the charge of a demo payment is unknown');
      }
    }
  };
  await Promise.all(Array.from({ length: 8 }, work));
  return found;
}
