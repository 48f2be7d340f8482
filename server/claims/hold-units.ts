import { createHash } from 'node:crypto';
import { lockDrop } from '../drops/lock-drop.ts';
import { inTransaction, type Tx } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import { Turns } from '../platform/turns.ts';
import type { HoldInput } from '../protocol/claims.schema.ts';
import type { HeldClaim } from '../protocol/claims.ts';
import { signClaimAccess } from './claim-access.ts';
import { readClaimToken } from './issue-token.ts';
import { loadHold } from './load-hold.ts';
import { presentClaim } from './present-claim.ts';
import { refuseWhenSoldOut } from './refuse-when-sold-out.ts';
import type { ClaimToken } from './rules/claim-token.ts';
import { decideHold } from './rules/decide-hold.ts';
import { saveHold } from './save-hold.ts';

type Wish = { token: ClaimToken; input: HoldInput };

/**
 * Sets units aside for one viewer. Locks the drop by a write, gathers the facts, lets the rule
 * decide, and carries the decision out by guarded updates, all in one transaction. Claims of one
 * drop take turns in this process, so that a stampede queues here and not on database connections;
 * whose turn comes when nothing is left is told so by reads alone.
 */
export async function holdUnits(hub: Hub, input: HoldInput): Promise<HeldClaim> {
  const token = readClaimToken(hub, input.token);
  const done = await turnsOf(token.dropId).take();
  try {
    await refuseWhenSoldOut(hub, { token, input });
    const now = hub.clock.now();
    const claimId = await inTransaction(hub.db, (tx) => hold(tx, { token, input }, now));
    hub.signals.dropChanged(token.dropId);
    return {
      claim: await presentClaim(hub, claimId),
      access: signClaimAccess(hub, claimId),
    };
  } finally {
    done();
  }
}

async function hold(tx: Tx, { token, input }: Wish, now: Date): Promise<string> {
  const { items, idempotencyKey } = input;
  const seq = await lockDrop(tx, token.dropId);
  const facts = await loadHold(tx, { token, idempotencyKey, now });
  const requestHash = hashOf({ token, input });
  const decision = decideHold(facts, { requestHash, items }, now.getTime());
  switch (decision.kind) {
    case 'replay':
      return decision.claimId;
    case 'refuse':
      throw new Problem(decision.code);
    case 'hold': {
      const asked = { token, idempotencyKey, requestHash, now, seq };
      return saveHold(tx, asked, { facts, decision });
    }
  }
}

/** The same wish of the same viewer through the same gate has the same hash. */
function hashOf({ token, input }: Wish): string {
  const items = [...input.items].sort((a, b) => (a.skuId < b.skuId ? -1 : 1));
  const asked = [
    token.gateId,
    token.visitorId,
    items.map(({ skuId, quantity }) => [skuId, quantity]),
  ];
  return createHash('sha256').update(JSON.stringify(asked)).digest('hex');
}

const turns = new Map<string, Turns>();

function turnsOf(dropId: string): Turns {
  const known = turns.get(dropId) ?? new Turns();
  turns.set(dropId, known);
  return known;
}
