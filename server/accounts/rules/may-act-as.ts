import { BRAND_ROLES, type BrandRole } from '../../protocol/accounts.ts';

/** Whether a role includes all that another one may do. */
export function mayActAs(role: BrandRole, needed: BrandRole): boolean {
  return BRAND_ROLES.indexOf(role) >= BRAND_ROLES.indexOf(needed);
}
