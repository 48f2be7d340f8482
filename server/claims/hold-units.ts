import { createHash } from 'node:crypto';
import type { Hub } from '../platform/hub.ts';
import { newId } from '../platform/ids.ts';
import { Problem } from '../platform/problem.ts';
import type { HoldInput } from '../protocol/claims.schema.ts';
import type { HeldClaim } from '../protocol/claims.ts';
import { signClaimAccess } from './claim-access.ts';
import { orderStock, refuseWhenCrowded } from './claim-batches.ts';
import { readClaimToken } from './issue-token.ts';
import { presentClaim } from './present-claim.ts';
import { presentHold } from './present-hold.ts';
import type { ClaimToken } from './rules/claim-token.ts';
import type { Wish } from './rules/stock-state.ts';
import { refuseWhenSoldOut } from './stock-memory.ts';

/**
 * Sets units aside for one viewer. What needs no place in the queue is refused at once: a forged or
 * withdrawn right, a drop that was sold out a moment ago, a queue that is too long. The rest queues for its drop
 * and is decided in the order of arrival, many with one commit. When the answer is lost, the same key
 * asks for it again.
 */
export async function holdUnits(hub: Hub, input: HoldInput): Promise<HeldClaim> {
  const token = readClaimToken(hub, input.token);
  await refuseWhenSoldOut(hub, { token, input });
  refuseWhenCrowded(hub.db, token.dropId);
  const wish: Wish = {
    items: input.items,
    delivery: input.delivery ?? { kind: 'ship' },
    note: input.note ?? null,
  };
  const { decision, drop } = await orderStock(token.dropId, {
    hub,
    command: {
      kind: 'hold',
      claimId: newId(hub.clock.now()),
      token,
      idempotencyKey: input.idempotencyKey,
      requestHash: hashOf(token, wish),
      wish,
    },
  });
  switch (decision.kind) {
    case 'hold': {
      const claim = presentHold(decision.hold, drop);
      return { claim, access: signClaimAccess(hub, claim.id) };
    }
    case 'replay': {
      const claim = await presentClaim(hub, decision.claimId);
      return { claim, access: signClaimAccess(hub, claim.id) };
    }
    case 'refuse':
      throw new Problem(decision.code);
    default:
      throw new Error(`a hold was decided as ${decision.kind}`);
  }
}

/** The same wish of the same viewer through the same gate has the same hash. */
function hashOf({ gateId, visitorId }: ClaimToken, { items, delivery, note }: Wish): string {
  const sorted = [...items].sort((a, b) => (a.skuId < b.skuId ? -1 : 1));
  const units = sorted.map(({ skuId, quantity }) => [skuId, quantity]);
  const where = delivery.kind === 'pick_up' ? delivery.locationId : 'ship';
  const asked = JSON.stringify([gateId, visitorId, units, where, note]);
  return createHash('sha256').update(asked).digest('hex');
}
