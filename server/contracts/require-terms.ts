import type { Reader } from '../platform/db.ts';
import { Problem } from '../platform/problem.ts';
import { lowestRateBps } from '../protocol/compare-terms.ts';
import type { ContractTerms } from '../protocol/contracts.ts';
import { findRateFloor, listDropTitles, type StoredVersion } from './contracts.store.ts';
import { lastVersionInForce } from './rules/version-in-force.ts';

/**
 * Throws unless terms may be proposed: `bad_input` when they are not in the brand's currency, since sums
 * never mix two, or name a drop of somebody else; `rate_below_floor` when a share is below the brand's
 * floor, that of the version in force (after an end, of the last that was) or their own.
 */
export async function requireTerms(
  db: Reader,
  terms: ContractTerms,
  given: {
    brand: { id: string; currency: string };
    contract: { endedAt: Date | null; versions: readonly StoredVersion[] } | null;
    at: Date;
  },
): Promise<void> {
  const { brand, contract, at } = given;
  if (terms.currency !== brand.currency) {
    throw refused('terms.currency', `This brand works in ${brand.currency.toUpperCase()}.`);
  }
  const dropIds = (terms.dropOverrides ?? []).map(({ dropId }) => dropId);
  const drops = await listDropTitles(db, { brandIds: [brand.id], dropIds });
  if (dropIds.some((id) => !drops.has(id))) {
    throw refused('terms.dropOverrides', 'Choose drops of this brand.');
  }
  const agreedBps = (contract && lastVersionInForce(contract, at)?.terms.rateFloorBps) ?? 0;
  const floorBps = Math.max(agreedBps, await findRateFloor(db, brand.id), terms.rateFloorBps);
  if (lowestRateBps(terms) >= floorBps) return;
  throw new Problem('rate_below_floor', {
    message: `The floor for every share is ${floorBps / 100} %, and neither an amount nor a cap per order keeps to it: raise the rates, leave those out.`,
  });
}

function refused(path: string, message: string): Problem {
  return new Problem('bad_input', { fields: [{ path, message }] });
}
