import { findParty } from '../accounts/find-party.ts';
import { mayActAs } from '../accounts/rules/may-act-as.ts';
import type { Reader } from '../platform/db.ts';
import { Problem } from '../platform/problem.ts';
import type { SignedInUser } from '../platform/trpc.ts';
import { findContract, type StoredContract } from './contracts.store.ts';
import type { Side } from './rules/answer-version.ts';

/** A contract as held by one who may act in it; `creatorId` is their own profile, if any. */
export type HeldContract = { contract: StoredContract; sides: Side[]; creatorId: string | null };

/**
 * A contract and the sides on which this person may act. Throws `not_found` to everybody else,
 * `not_allowed` to members who may only look, and `email_not_verified` to somebody whose address was
 * invited and is not confirmed.
 */
export async function requireSide(
  db: Reader,
  { contractId, me }: { contractId: string; me: SignedInUser },
): Promise<HeldContract> {
  const contract = await findContract(db, contractId);
  if (!contract) throw new Problem('not_found');
  const { role, creatorId } = await findParty(db, { brandId: contract.brandId, userId: me.id });
  const isInvited = contract.creatorId === null && contract.invitedEmail === me.email;
  const isCreator = creatorId !== null && contract.creatorId === creatorId;
  const sides: Side[] = [];
  if (role && mayActAs(role, 'manager')) sides.push('brand');
  if (isCreator || (isInvited && me.emailVerified)) sides.push('creator');
  if (sides.length > 0) return { contract, sides, creatorId };
  if (isInvited) throw new Problem('email_not_verified');
  throw new Problem(role ? 'not_allowed' : 'not_found');
}
