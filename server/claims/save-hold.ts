import { promoteClick } from '../links/promote-click.ts';
import type { Tx } from '../platform/db.ts';
import { newId } from '../platform/ids.ts';
import { Problem } from '../platform/problem.ts';
import { insertClaim } from './claims.store.ts';
import type { ClaimToken } from './rules/claim-token.ts';
import { customerKeyOf } from './rules/customer-key.ts';
import type { HoldDecision, HoldFacts } from './rules/decide-hold.ts';
import { insertMovements, moveUnits, takeAllowance, takeGateUnits } from './stock.store.ts';

/** No hold lasts longer than this in all, unless money is on its way. */
const LONGEST_HOLD_MS = 15 * 60_000;

type Asked = {
  token: ClaimToken;
  idempotencyKey: string;
  requestHash: string;
  now: Date;
  /** The drop's version that this transaction makes. */
  seq: number;
};
type Decided = { facts: HoldFacts; decision: Extract<HoldDecision, { kind: 'hold' }> };

/** Carries a decided hold out, by guarded writes, and returns the claim's id. */
export async function saveHold(
  tx: Tx,
  { token, idempotencyKey, requestHash, now, seq }: Asked,
  { facts, decision }: Decided,
): Promise<string> {
  const { dropId, gateId, contractId, visitorId, clickId, jti } = token;
  const { units, lines, quote, contractVersionId } = decision;
  const customerKey = customerKeyOf(token);
  // Guarded writes, so that even a wrong rule could not oversell.
  for (const { poolId, quantity } of lines) {
    const moved = await moveUnits(tx, poolId, { units: quantity, from: 'available', to: 'held' });
    if (!moved) throw new Problem('drop_sold_out');
  }
  const capUnits = facts.gate?.capUnits ?? null;
  if (!(await takeGateUnits(tx, { gateId, capUnits }, units))) throw new Problem('gate_full');
  const limit = facts.drop.limitPerCustomer;
  if (!(await takeAllowance(tx, { dropId, customerKey }, { units, limit }))) {
    throw new Problem('limit_reached');
  }
  const id = newId(now);
  await insertClaim(
    tx,
    {
      id,
      dropId,
      gateId,
      contractId,
      contractVersionId,
      visitorId,
      clickId,
      idempotencyKey,
      requestHash,
      quote: JSON.stringify(quote),
      totalMinor: BigInt(quote.totalMinor),
      currency: quote.currency,
      seq,
      heldAt: now,
      expiresAt: new Date(now.getTime() + facts.drop.holdSeconds * 1000),
      hardExpiresAt: new Date(now.getTime() + LONGEST_HOLD_MS),
      lines: {
        create: lines.map(({ skuId, poolId, quantity, unitPriceMinor }) => ({
          id: newId(now),
          poolId,
          skuId,
          quantity,
          unitPriceMinor: BigInt(unitPriceMinor),
        })),
      },
    },
    jti,
  );
  if (clickId) await promoteClick(tx, { clickId });
  await insertMovements(
    tx,
    lines.map(({ poolId, quantity }) => ({
      id: newId(now),
      poolId,
      claimId: id,
      kind: 'held',
      units: quantity,
      at: now,
      seq,
    })),
  );
  return id;
}
