import { nameContract } from '../contracts/name-contract.ts';
import type { Reader } from '../platform/db.ts';
import type { AttributionReason } from '../protocol/attribution.ts';
import { findCredit, findCreditOfCustomer } from './attribution.store.ts';

/** Whose customer somebody is, by which version, and why an order did not count in full. */
export type Credit = {
  credited: { contractId: string; creatorName: string } | null;
  contractVersion: number | null;
  reason: AttributionReason | null;
};

/** The LTV credit of one order; null: it was not decided yet. */
export async function readCredit(db: Reader, orderId: string): Promise<Credit | null> {
  const found = await findCredit(db, orderId);
  if (!found) return null;
  const { customerId, ltvContractId, reason } = found;
  const known = { ...NOBODY, reason: reason as AttributionReason | null };
  if (!ltvContractId) return known;
  return { ...known, ...(await creditOf(db, ltvContractId, customerId)) };
}

/** Whose customer somebody is already; null: nobody has decided, they have not bought yet. */
export async function readCreditOfCustomer(
  db: Reader,
  customerId: string,
): Promise<Pick<Credit, 'credited' | 'contractVersion'> | null> {
  const acquisition = await findCreditOfCustomer(db, customerId);
  if (!acquisition) return null;
  const { contractId } = acquisition;
  return contractId ? creditOf(db, contractId, customerId) : NOBODY;
}

const NOBODY = { credited: null, contractVersion: null };

async function creditOf(db: Reader, contractId: string, customerId: string) {
  const acquisition = await findCreditOfCustomer(db, customerId);
  if (!acquisition) return NOBODY;
  const { brandId, contractVersionId: versionId } = acquisition;
  const named = await nameContract(db, { brandId, contractId, versionId });
  if (!named) return NOBODY;
  const { creatorName, version: contractVersion } = named;
  return { credited: { contractId, creatorName }, contractVersion };
}
