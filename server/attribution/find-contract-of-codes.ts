import { codesMeantBy } from '../claims/rules/code-text.ts';
import type { Reader } from '../platform/db.ts';
import { findContractOfClaimCode, findContractOfSpokenCode } from './attribution.store.ts';

/**
 * Whose code a buyer typed in the brand's own shop: the contract of a link that is spoken like it, else
 * of a batch of codes that it is in; the first code that is anybody's. Null: they are the shop's own.
 * Only what the hub itself has made up counts: a link can be named like a code of the shop.
 */
export async function findContractOfCodes(
  db: Reader,
  { brandId, codes }: { brandId: string; codes: readonly string[] },
): Promise<string | null> {
  for (const typed of codes) {
    const meant = codesMeantBy(typed);
    const contractId =
      (await findContractOfSpokenCode(db, { brandId, codes: meant })) ??
      (await findContractOfClaimCode(db, { brandId, codes: meant }));
    if (contractId) return contractId;
  }
  return null;
}
