import { lockDrop } from '../drops/lock-drop.ts';
import type { Tx } from '../platform/db.ts';
import { newId } from '../platform/ids.ts';
import { invariant } from '../platform/invariant.ts';
import {
  changeOpenClaim,
  findClaim,
  findGate,
  markLateRefund,
  reopenAsPaid,
  type WholeClaim,
} from './claims.store.ts';
import { customerKeyOf } from './rules/customer-key.ts';
import {
  type Bucket,
  findAvailable,
  findCustomerUnits,
  insertMovements,
  moveUnits,
  takeAllowance,
  takeGateUnits,
} from './stock.store.ts';

/** What became of a claim for which money came. */
export type Settlement = 'sold' | 'already_settled' | 'send_money_back';

/**
 * Turns the units of a claim into sold ones, under the drop's lock. Money that comes after the
 * units were given back first tries to take them again; only when they, the gate or the customer's
 * limit are used up is it to be sent back. That is decided once and answered ever after, so that a
 * refund which broke off is found again.
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
  if (claim.lateRefundAt) return 'send_money_back';
  if (await takeRightsAgain(tx, claim)) {
    invariant(await reopenAsPaid(tx, claim.id, now), 'under the lock nobody else settles it');
    invariant(await sell(tx, claim, { from: 'available', now, seq }), 'the units are still there');
    return 'sold';
  }
  invariant(await markLateRefund(tx, claim.id, now), 'under the lock nobody else settles it');
  return 'send_money_back';
}

/**
 * Takes the gate's and the customer's units of a released claim again, when they and the stock are
 * all there; else changes nothing. Under the lock what was read stays so.
 */
async function takeRightsAgain(tx: Tx, claim: WholeClaim): Promise<boolean> {
  const { dropId, gateId, visitorId } = claim;
  for (const { poolId, quantity } of claim.lines) {
    if ((await findAvailable(tx, poolId)) < quantity) return false;
  }
  const units = claim.lines.reduce((sum, { quantity }) => sum + quantity, 0);
  const gate = await findGate(tx, gateId, dropId);
  if (!gate || gate.usedUnits + units > (gate.capUnits ?? Number.POSITIVE_INFINITY)) return false;
  const customer = { dropId, customerKey: customerKeyOf({ visitorId }) };
  const limit = claim.drop.limitPerCustomer;
  if ((await findCustomerUnits(tx, customer)) + units > limit) return false;
  const { capUnits } = gate;
  invariant(await takeGateUnits(tx, { gateId, capUnits }, units), 'the gate is still open');
  invariant(await takeAllowance(tx, customer, { units, limit }), 'the limit still allows it');
  return true;
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
