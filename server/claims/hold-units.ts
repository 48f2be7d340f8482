import { createHash } from 'node:crypto';
import { findVersionInForce } from '../contracts/version-in-force.ts';
import { lockDrop } from '../drops/lock-drop.ts';
import { phaseFacts } from '../drops/rules/phase-facts.ts';
import { promoteClick } from '../links/promote-click.ts';
import { inTransaction, type Tx } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { newId } from '../platform/ids.ts';
import { invariant } from '../platform/invariant.ts';
import { toNumber } from '../platform/minor.ts';
import { Problem } from '../platform/problem.ts';
import { Turns } from '../platform/turns.ts';
import type { HoldInput } from '../protocol/claims.schema.ts';
import type { HeldClaim } from '../protocol/claims.ts';
import { signClaimAccess } from './claim-access.ts';
import {
  findClaimByKey,
  findCustomerUnits,
  findDropForHold,
  findGate,
  insertClaim,
  insertMovements,
  isTokenUsed,
  moveUnits,
  takeAllowance,
  takeGateUnits,
} from './claims.store.ts';
import { readClaimToken } from './issue-token.ts';
import { presentClaim } from './present-claim.ts';
import { refuseWhenSoldOut } from './refuse-when-sold-out.ts';
import type { ClaimToken } from './rules/claim-token.ts';
import { customerKeyOf } from './rules/customer-key.ts';
import { decideHold, type HoldDecision, type HoldFacts } from './rules/decide-hold.ts';

/** A hold may be extended once by this much … */
export const EXTENSION_MS = 5 * 60_000;
/** … but never lasts longer than this in all, unless money is on its way. */
const LONGEST_HOLD_MS = 15 * 60_000;

type Deciding = { token: ClaimToken; input: HoldInput; now: Date };

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
    const claimId = await inTransaction(hub.db, (tx) => hold(tx, { token, input, now }));
    hub.signals.dropChanged(token.dropId);
    return {
      claim: await presentClaim(hub, claimId),
      access: signClaimAccess(hub, claimId),
    };
  } finally {
    done();
  }
}

async function hold(tx: Tx, deciding: Deciding): Promise<string> {
  const { token, input, now } = deciding;
  const seq = await lockDrop(tx, token.dropId);
  const { facts, holdSeconds, contractVersionId, customerKey } = await gatherFacts(tx, deciding);
  const decision = decideHold(
    facts,
    { requestHash: hashOf(deciding), items: input.items },
    now.getTime(),
  );
  switch (decision.kind) {
    case 'replay':
      return decision.claimId;
    case 'refuse':
      throw new Problem(decision.code);
    case 'hold':
      invariant(contractVersionId, 'a hold is decided only under a contract in force');
      return save(tx, deciding, {
        decision,
        facts,
        seq,
        holdSeconds,
        contractVersionId,
        customerKey,
      });
  }
}

async function gatherFacts(tx: Tx, { token, input, now }: Deciding) {
  const { dropId, gateId, contractId, jti, visitorId } = token;
  const drop = await findDropForHold(tx, dropId);
  if (!drop) throw new Problem('not_found');
  const customerKey = customerKeyOf({ visitorId });
  const sameKey = await findClaimByKey(tx, { dropId, idempotencyKey: input.idempotencyKey });
  const gate = await findGate(tx, gateId, dropId);
  const version = await findVersionInForce(tx, { contractId, at: now });
  const facts: HoldFacts = {
    sameKey: sameKey && { claimId: sameKey.id, requestHash: sameKey.requestHash },
    tokenIsUsed: await isTokenUsed(tx, jti),
    tokenIsExpired: token.expiresAt <= now.getTime(),
    drop: {
      phase: phaseFacts(drop),
      limitPerCustomer: drop.limitPerCustomer,
      shippingMinor: toNumber(drop.shippingMinor),
      shippingPromise: drop.shippingPromise,
      returnsPromise: drop.returnsPromise,
      warrantyPromise: drop.warrantyPromise,
      currency: drop.brand.currency,
    },
    gate: gate && {
      capUnits: gate.capUnits,
      usedUnits: gate.usedUnits,
      opensAt: gate.opensAt?.getTime() ?? null,
      closesAt: gate.closesAt?.getTime() ?? null,
    },
    contractIsInForce: version !== null,
    customerUnits: await findCustomerUnits(tx, { dropId, customerKey }),
    offers: drop.items.flatMap(({ skuId, sku, priceMinor }) => {
      const pool = drop.pools.find((one) => one.skuId === skuId && one.audience === gate?.audience);
      return pool
        ? [
            {
              skuId,
              poolId: pool.id,
              title: `${sku.product.name} · ${sku.title}`,
              available: pool.available,
              unitPriceMinor: toNumber(priceMinor),
              listPriceMinor: toNumber(sku.priceMinor),
            },
          ]
        : [];
    }),
  };
  return {
    facts,
    holdSeconds: drop.holdSeconds,
    contractVersionId: version?.versionId ?? null,
    customerKey,
  };
}

async function save(
  tx: Tx,
  { token, input, now }: Deciding,
  {
    decision,
    facts,
    seq,
    holdSeconds,
    contractVersionId,
    customerKey,
  }: {
    decision: Extract<HoldDecision, { kind: 'hold' }>;
    facts: HoldFacts;
    seq: number;
    holdSeconds: number;
    contractVersionId: string;
    customerKey: string;
  },
): Promise<string> {
  const { dropId, gateId, contractId, visitorId, clickId, jti } = token;
  const { units, lines, quote } = decision;
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
      idempotencyKey: input.idempotencyKey,
      requestHash: hashOf({ token, input }),
      quote: JSON.stringify(quote),
      totalMinor: BigInt(quote.totalMinor),
      currency: quote.currency,
      seq,
      heldAt: now,
      expiresAt: new Date(now.getTime() + holdSeconds * 1000),
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

/** The same wish of the same viewer through the same gate has the same hash. */
function hashOf({ token, input }: Pick<Deciding, 'token' | 'input'>): string {
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
