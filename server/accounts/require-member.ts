import type { Reader } from '../platform/db.ts';
import { Problem } from '../platform/problem.ts';
import type { BrandRole } from '../protocol/accounts.ts';
import { findMembership, type MemberBrand } from './accounts.store.ts';
import { mayActAs } from './rules/may-act-as.ts';

/**
 * The brand's workspace, as held by this person. Throws `not_found` when the person is no member:
 * somebody else's brand looks like a missing one; and `not_allowed` when the role is too weak.
 */
export async function requireMember(
  db: Reader,
  { brandId, userId, minRole }: { brandId: string; userId: string; minRole: BrandRole },
): Promise<MemberBrand> {
  const brand = await findMembership(db, { brandId, userId });
  if (!brand) throw new Problem('not_found');
  if (!mayActAs(brand.role, minRole)) throw new Problem('not_allowed');
  return brand;
}
