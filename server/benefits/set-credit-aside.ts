import { inTransaction, type Tx } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { invariant } from '../platform/invariant.ts';
import { toNumber } from '../platform/minor.ts';
import { retryOnUniqueConflict } from '../platform/unique-conflict.ts';
import type { Quote } from '../protocol/claims.ts';
import { bookCredit, findClaimForCredit, findEntriesOfClaim, lockBalance } from './credit.store.ts';
import { usableCredit } from './rules/usable-credit.ts';

/**
 * Sets aside as much of a customer's credit as the payment of a claim may use; minor units. The
 * balance is locked first and the amount taken by a guarded update, so that two payments at once
 * never spend the same credit. Asked again, it answers what is set aside, whoever asks.
 */
export function setCreditAside(
  hub: Hub,
  { claimId, emailKey }: { claimId: string; emailKey: string },
): Promise<number> {
  const at = hub.clock.now();
  const work = async (tx: Tx): Promise<number> => {
    const claim = await findClaimForCredit(tx, claimId);
    invariant(claim, `claim ${claimId} exists`);
    const { brandId } = claim.drop;
    const { currency } = claim;
    const balance = await lockBalance(tx, { brandId, emailKey, currency });
    const before = await findEntriesOfClaim(tx, claimId);
    if (before.length > 0) return asideOf(before);
    const { itemsMinor } = JSON.parse(claim.quote) as Quote;
    const minor = usableCredit({
      balanceMinor: toNumber(balance),
      itemsMinor,
      totalMinor: toNumber(claim.totalMinor),
      currency,
    });
    if (minor === 0) return 0;
    const isBooked = await bookCredit(tx, {
      brandId,
      emailKey,
      kind: 'set_aside',
      amountMinor: -BigInt(minor),
      idempotencyKey: `set_aside:${claimId}`,
      claimId,
      at,
    });
    invariant(isBooked, 'under the lock the balance stays what it was');
    return minor;
  };
  return retryOnUniqueConflict(() => inTransaction(hub.db, work));
}

/** What is set aside for the payment of a claim, minor units; 0 when nothing is, or no longer. */
export async function readCreditAside(hub: Hub, claimId: string): Promise<number> {
  return asideOf(await findEntriesOfClaim(hub.db, claimId));
}

/** What the entries of one claim leave set aside; minor units. */
export function asideOf(entries: readonly { amountMinor: bigint }[]): number {
  return 0 - toNumber(entries.reduce((sum, { amountMinor }) => sum + amountMinor, 0n));
}
