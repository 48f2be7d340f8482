import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import { deleteBrandHost } from './hosts.store.ts';

/**
 * Forgets a host. Links that lead there lead to the contract's drop from then on, after two seconds
 * at most. Throws `not_found`.
 */
export async function removeHost(
  { db }: Pick<Hub, 'db'>,
  given: { brandId: string; hostId: string },
): Promise<void> {
  if (!(await deleteBrandHost(db, given))) throw new Problem('not_found');
}
