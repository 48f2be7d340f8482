import { lockDrop } from '../drops/lock-drop.ts';
import type { Tx } from '../platform/db.ts';
import { newId } from '../platform/ids.ts';
import { invariant } from '../platform/invariant.ts';
import {
  type Bucket,
  changeOpenClaim,
  findAvailable,
  findClaim,
  findGate,
  insertMovements,
  markLateRefund,
  moveUnits,
  reopenAsPaid,
  takeGateUnits,
  type WholeClaim,
} from './claims.store.ts';

/** What became of a claim for which money came. */
export type Settlement = 'sold' | 'already_settled' | 'send_money_back';

/**
 * Turns the units of a claim into sold ones, under the drop's lock. Money that comes after the
 * units were given back first tries to take them again; only when they are gone is it to be sent
 * back, and that is decided exactly once.
 */
export async function settleClaim(
  tx: Tx,
  { claimId, dropId }: { claimId: string; dropId: string },
  now: Date,
): Promise<{ settlement: Settlement; claim: WholeClaim }> {
  const seq = await lockDrop(tx, dropId);
  const claim = await findClaim(tx, claimId);
  invariant(claim, `claim ${claimId} exists`);
  return { claim, settlement: await settle(tx, claim, { now, seq }) };
}

async function settle(
  tx: Tx,
  claim: WholeClaim,
  { now, seq }: { now: Date; seq: number },
): Promise<Settlement> {
  if (claim.paidAt) return 'already_settled';
  if (!claim.releasedAt) {
    const change = { paidAt: now, expiringAt: null };
    const paid = await changeOpenClaim(tx, { claimId: claim.id }, change);
    if (!paid) return 'already_settled';
    invariant(await sell(tx, claim, { from: 'held', now, seq }), 'a held unit can be sold');
    return 'sold';
  }
  if (await canTakeAgain(tx, claim)) {
    if (!(await reopenAsPaid(tx, claim.id, now))) return 'already_settled';
    invariant(await sell(tx, claim, { from: 'available', now, seq }), 'the units are still there');
    return 'sold';
  }
  return (await markLateRefund(tx, claim.id, now)) ? 'send_money_back' : 'already_settled';
}

/** Whether every unit of a released claim can be taken again; under the lock nobody interferes. */
async function canTakeAgain(tx: Tx, claim: WholeClaim): Promise<boolean> {
  if (claim.lateRefundAt) return false;
  for (const { poolId, quantity } of claim.lines) {
    if ((await findAvailable(tx, poolId)) < quantity) return false;
  }
  const units = claim.lines.reduce((sum, { quantity }) => sum + quantity, 0);
  const gate = await findGate(tx, claim.gateId, claim.dropId);
  return gate !== null && takeGateUnits(tx, { gateId: gate.id, capUnits: gate.capUnits }, units);
}

async function sell(
  tx: Tx,
  claim: WholeClaim,
  { from, now, seq }: { from: Bucket; now: Date; seq: number },
): Promise<boolean> {
  for (const { poolId, quantity } of claim.lines) {
    if (!(await moveUnits(tx, poolId, { units: quantity, from, to: 'sold' }))) return false;
  }
  await insertMovements(
    tx,
    claim.lines.map(({ poolId, quantity }) => ({
      id: newId(now),
      poolId,
      claimId: claim.id,
      kind: from === 'held' ? 'sold' : 'resold',
      units: quantity,
      at: now,
      seq,
    })),
  );
  return true;
}
