import { lockDrop } from '../drops/lock-drop.ts';
import { inTransaction, type Tx } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { newId } from '../platform/ids.ts';
import { invariant } from '../platform/invariant.ts';
import { changeOpenClaim, findClaim, type WholeClaim } from './claims.store.ts';
import type { ReleaseReason } from './rules/claim-state.ts';
import { customerKeyOf } from './rules/customer-key.ts';
import { insertMovements, moveUnits, returnAllowance, returnGateUnits } from './stock.store.ts';

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
  const now = hub.clock.now();
  const claim = await findClaim(hub.db, claimId);
  if (!claim || claim.releasedAt || claim.paidAt) return false;
  const released = await inTransaction(hub.db, async (tx) => {
    const seq = await lockDrop(tx, claim.dropId);
    const guard = {
      ...(whilePaying ? {} : { payingAt: null }),
      ...(reason === 'expired' && !whilePaying ? { expiresAt: { lte: now } } : {}),
    };
    const change = { releasedAt: now, releaseReason: reason, expiringAt: null };
    if (!(await changeOpenClaim(tx, { claimId, ...guard }, change))) return false;
    await returnUnits(tx, claim, { now, seq });
    return true;
  });
  if (released) hub.signals.dropChanged(claim.dropId);
  return released;
}

async function returnUnits(
  tx: Tx,
  claim: WholeClaim,
  { now, seq }: { now: Date; seq: number },
): Promise<void> {
  for (const { poolId, quantity } of claim.lines) {
    const moved = await moveUnits(tx, poolId, { units: quantity, from: 'held', to: 'available' });
    invariant(moved, `pool ${poolId} holds what claim ${claim.id} holds`);
  }
  const units = claim.lines.reduce((sum, { quantity }) => sum + quantity, 0);
  await returnGateUnits(tx, claim.gateId, units);
  const customerKey = customerKeyOf(claim);
  await returnAllowance(tx, { dropId: claim.dropId, customerKey }, units);
  await insertMovements(
    tx,
    claim.lines.map(({ poolId, quantity }) => ({
      id: newId(now),
      poolId,
      claimId: claim.id,
      kind: 'released',
      units: quantity,
      at: now,
      seq,
    })),
  );
}
