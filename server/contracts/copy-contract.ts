import type { Tx } from '../platform/db.ts';
import { Problem } from '../platform/problem.ts';
import {
  acceptOpenVersion,
  bindCreator,
  findContract,
  insertContract,
  insertVersion,
} from './contracts.store.ts';
import { versionInForce } from './rules/version-in-force.ts';
import { sealTerms } from './seal-terms.ts';

/**
 * The contract of two who stand in for others, on the terms that are in force between those. Terms of
 * single drops are left out: they name drops that the copy has nothing to do with. No mail tells of it.
 */
export async function copyContract(
  tx: Tx,
  given: { contractId: string; brandId: string; creatorId: string; at: Date },
): Promise<string> {
  const { contractId, brandId, creatorId, at } = given;
  const contract = await findContract(tx, contractId);
  const version = contract && versionInForce(contract, at);
  if (!version) throw new Problem('contract_not_active');
  const invitedEmail = `${creatorId}@rehearsal.invalid`;
  const id = await insertContract(tx, { brandId, invitedEmail, at });
  const sealed = sealTerms({ ...version.terms, dropOverrides: null });
  await insertVersion(tx, { contractId: id, number: 1, sealed, proposedBy: 'brand', at });
  await bindCreator(tx, { contractId: id, creatorId });
  const copy = await findContract(tx, id);
  const timeZone = version.timeZone ?? contract.brand.timeZone;
  for (const { id: versionId } of copy?.versions ?? []) {
    const accepted = { versionId, side: 'creator' as const, effectiveAt: at, endedAt: null };
    await acceptOpenVersion(tx, { ...accepted, at, timeZone });
  }
  return id;
}
