import { inTransaction } from '../../platform/db.ts';
import { recordHappening } from '../../platform/happenings.ts';
import type { Hub } from '../../platform/hub.ts';
import { invariant } from '../../platform/invariant.ts';
import type { HappeningKind, Happenings } from '../../protocol/happenings.ts';

/** `transfer.created`, `transfer.reversed`, `transfer.updated`. */
export async function onTransferChanged(hub: Hub, transferId: string): Promise<void> {
  await tell(hub, 'transfer.changed', { transferId });
}

/** `payout.paid`, `payout.failed`, in a creator's account: "acct_…/po_…". */
export async function onBankPayoutChanged(hub: Hub, place: string): Promise<void> {
  const [accountId, payoutId] = place.split('/');
  invariant(accountId && payoutId, `${place} names an account and a payout`);
  await tell(hub, 'bank_payout.changed', { accountId, payoutId });
}

/** `account.updated` */
export async function onAccountChanged(hub: Hub, accountId: string): Promise<void> {
  await tell(hub, 'payout_account.changed', { accountId });
}

/** What pays creators stands below the checkout, so it is told and not called. */
async function tell<K extends HappeningKind>(
  hub: Hub,
  kind: K,
  payload: Happenings[K],
): Promise<void> {
  const at = hub.clock.now();
  await inTransaction(hub.db, (tx) => recordHappening(tx, kind, { payload, at }));
}
