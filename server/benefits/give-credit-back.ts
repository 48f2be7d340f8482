import { inTransaction, type Tx } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { bookCredit, findClaimForCredit, findEntriesOfClaim, lockBalance } from './credit.store.ts';
import { asideOf } from './set-credit-aside.ts';

/**
 * Gives back what was set aside for a payment that was not made, exactly once however often it is
 * asked for; minor units. The caller knows that nobody can pay for this claim any more: what is given
 * back too early is asked for again when the money comes (`take-credit-for-payment.ts`).
 */
export async function giveCreditBack(hub: Hub, claimId: string): Promise<number> {
  // Most claims use no credit: they cost one read here and no lock.
  if (asideOf(await findEntriesOfClaim(hub.db, claimId)) === 0) return 0;
  return inTransaction(hub.db, (tx) => releaseCredit(tx, { claimId, at: hub.clock.now() }));
}

/**
 * Gives back what is set aside for a claim; minor units. Without `keepMinor` nothing is given back for
 * a claim that is paid: whoever sells it says how much its payment used, under this same lock.
 */
export async function releaseCredit(
  tx: Tx,
  { claimId, keepMinor, at }: { claimId: string; keepMinor?: number; at: Date },
): Promise<number> {
  const [first] = await findEntriesOfClaim(tx, claimId);
  const claim = first && (await findClaimForCredit(tx, claimId));
  if (!claim) return 0;
  const { brandId, emailKey } = first;
  await lockBalance(tx, { brandId, emailKey, currency: claim.currency });
  if (keepMinor === undefined && (await findClaimForCredit(tx, claimId))?.paidAt) return 0;
  const entries = await findEntriesOfClaim(tx, claimId);
  const minor = asideOf(entries) - (keepMinor ?? 0);
  if (minor <= 0) return 0;
  const round = entries.filter(({ kind }) => kind === 'given_back').length;
  await bookCredit(tx, {
    brandId,
    emailKey,
    kind: 'given_back',
    amountMinor: BigInt(minor),
    idempotencyKey: round === 0 ? `given_back:${claimId}` : `given_back:${claimId}:${round}`,
    claimId,
    at,
  });
  return minor;
}
