import type { Hub } from '../platform/hub.ts';
import { orderStock } from './claim-batches.ts';
import { findDropOfClaim } from './claims.store.ts';
import type { ReleaseReason } from './rules/claim-state.ts';

type Which = { claimId: string; reason: ReleaseReason };

/**
 * Gives the units of an open claim back to its pool. False when it is paid or released already:
 * whoever comes second does nothing. The caller knows that nobody can still pay for it; a hold for
 * which somebody is paying is left alone unless `whilePaying` says that the payment was closed.
 */
export async function releaseClaim(
  hub: Hub,
  { claimId, reason }: Which,
  { whilePaying = false }: { whilePaying?: boolean } = {},
): Promise<boolean> {
  const dropId = await findDropOfClaim(hub.db, claimId);
  if (dropId === null) return false;
  const command = { kind: 'release', claimId, reason, whilePaying } as const;
  const { decision } = await orderStock(dropId, { hub, command });
  return decision.kind === 'released';
}
