import type { Tx } from '../platform/db.ts';
import { invariant } from '../platform/invariant.ts';
import { bookCredit, findClaimForCredit, findEntriesOfClaim, lockBalance } from './credit.store.ts';
import { releaseCredit } from './give-credit-back.ts';
import { asideOf } from './set-credit-aside.ts';

/**
 * Makes what is set aside for a claim equal to what its payment used, in the transaction that sells
 * it. Credit that was given back before late money came is taken again; false when it was spent
 * meanwhile: then the money has to go back as well.
 */
export async function takeCreditForPayment(
  tx: Tx,
  { claimId, creditMinor, at }: { claimId: string; creditMinor: number; at: Date },
): Promise<boolean> {
  const [first] = await findEntriesOfClaim(tx, claimId);
  if (!first) return creditMinor === 0;
  const claim = await findClaimForCredit(tx, claimId);
  if (!claim) return false;
  const { brandId, emailKey } = first;
  await lockBalance(tx, { brandId, emailKey, currency: claim.currency });
  const entries = await findEntriesOfClaim(tx, claimId);
  if (entries.some(({ idempotencyKey }) => idempotencyKey === goneKey(claimId))) return false;
  const missing = creditMinor - asideOf(entries);
  if (missing <= 0) {
    await releaseCredit(tx, { claimId, keepMinor: creditMinor, at });
    return true;
  }
  const round = entries.filter(({ kind }) => kind === 'set_aside').length;
  return bookCredit(tx, {
    brandId,
    emailKey,
    kind: 'set_aside',
    amountMinor: -BigInt(missing),
    idempotencyKey: `set_aside:${claimId}:${round}`,
    claimId,
    at,
  });
}

/**
 * Decides once, under the balance's lock, that the credit of a late payment is gone, so that its money
 * goes back and is never sold for by whoever comes after a crash; false when the claim was sold
 * meanwhile. It shows as an entry of 0 in the history.
 */
export async function markCreditGone(tx: Tx, claimId: string, at: Date): Promise<boolean> {
  const [first] = await findEntriesOfClaim(tx, claimId);
  const claim = await findClaimForCredit(tx, claimId);
  invariant(first && claim, `credit was set aside for claim ${claimId}`);
  const { brandId, emailKey } = first;
  await lockBalance(tx, { brandId, emailKey, currency: claim.currency });
  if ((await findClaimForCredit(tx, claimId))?.paidAt) return false;
  const entry = { brandId, emailKey, kind: 'set_aside', amountMinor: 0n, claimId, at } as const;
  await bookCredit(tx, { ...entry, idempotencyKey: goneKey(claimId) });
  return true;
}

function goneKey(claimId: string): string {
  return `gone:${claimId}`;
}
