import type { Tx } from '../platform/db.ts';
import {
  bookCredit,
  findClaimForCredit,
  findEntriesOfClaim,
  hasEntry,
  lockBalance,
} from './credit.store.ts';
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

/** Whether it was decided that this claim's credit is gone, so that its money goes back for good. */
export function isCreditGone(tx: Tx, claimId: string): Promise<boolean> {
  return hasEntry(tx, goneKey(claimId));
}

/**
 * Decides once that the credit of a late payment is gone: an entry of 0 in the history, found by
 * whoever comes after a crash, so that the same money is never sent back and sold for.
 */
export async function markCreditGone(tx: Tx, claimId: string, at: Date): Promise<void> {
  const [first] = await findEntriesOfClaim(tx, claimId);
  const claim = first && (await findClaimForCredit(tx, claimId));
  if (!claim) return;
  const { brandId, emailKey } = first;
  await lockBalance(tx, { brandId, emailKey, currency: claim.currency });
  const entry = { brandId, emailKey, kind: 'set_aside', amountMinor: 0n, claimId, at } as const;
  await bookCredit(tx, { ...entry, idempotencyKey: goneKey(claimId) });
}

function goneKey(claimId: string): string {
  return `gone:${claimId}`;
}
