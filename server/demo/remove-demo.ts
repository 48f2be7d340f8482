import { inTransaction } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { forgetBrands } from '../reports/forget-brands.ts';
import { DEMO_KEY, dropSetting, REMOVED_KEY, SEEDING_KEY, saveSetting } from './demo.store.ts';
import { DEMO_SIGN_INS } from './demo-brand.ts';
import {
  type DemoScope,
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
  hasStripeEvents,
} from './demo-removal.store.ts';
import { findPaymentTraces } from './find-payment-traces.ts';

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
  const traces = await findTraces(hub, scope);
  await inTransaction(
    hub.db,
    async (tx) => {
      await deleteHappenings(tx, scope);
      await deleteMoney(tx, scope);
      await deleteOrders(tx, scope);
      await deleteDrops(tx, scope);
      await deleteMails(tx, scope, demoEmails);
      await deleteBrands(tx, scope);
      await forgetBrands(tx, scope.brandIds);
      await deletePeople(tx, scope);
      await deleteStripeEvents(tx, traces);
      await dropSetting(tx, DEMO_KEY);
      await dropSetting(tx, SEEDING_KEY);
      await saveSetting(tx, REMOVED_KEY, hub.clock.now().toISOString());
    },
    { timeoutMs: 60_000 },
  );
  return true;
}

/** Everything that events of the payment service can be about; asked for only when there are any. */
async function findTraces(hub: Hub, scope: DemoScope): Promise<string[]> {
  if (!(await hasStripeEvents(hub.db))) return [];
  const { sessionIds, refundIds } = await findPaymentIds(hub.db, scope);
  return [...sessionIds, ...refundIds, ...(await findPaymentTraces(hub, sessionIds))];
}
