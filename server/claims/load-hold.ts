import { findVersionInForce } from '../contracts/version-in-force.ts';
import { phaseFacts } from '../drops/rules/phase-facts.ts';
import type { Tx } from '../platform/db.ts';
import { toNumber } from '../platform/minor.ts';
import { Problem } from '../platform/problem.ts';
import { findClaimByKey, findDropForHold, findGate, isTokenUsed } from './claims.store.ts';
import type { ClaimToken } from './rules/claim-token.ts';
import { customerKeyOf } from './rules/customer-key.ts';
import type { HoldFacts } from './rules/decide-hold.ts';
import { findCustomerUnits } from './stock.store.ts';

type Asked = { token: ClaimToken; idempotencyKey: string; now: Date };

/** Gathers all that decides a hold; the caller holds the drop's lock, so nothing changes meanwhile. */
export async function loadHold(tx: Tx, { token, idempotencyKey, now }: Asked): Promise<HoldFacts> {
  const { dropId, gateId, contractId, jti } = token;
  const drop = await findDropForHold(tx, dropId);
  if (!drop) throw new Problem('not_found');
  const customerKey = customerKeyOf(token);
  const sameKey = await findClaimByKey(tx, { dropId, idempotencyKey });
  const gate = await findGate(tx, gateId, dropId);
  const version = await findVersionInForce(tx, { contractId, at: now });
  return {
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
      holdSeconds: drop.holdSeconds,
    },
    gate: gate && {
      capUnits: gate.capUnits,
      usedUnits: gate.usedUnits,
      opensAt: gate.opensAt?.getTime() ?? null,
      closesAt: gate.closesAt?.getTime() ?? null,
    },
    contractVersionId: version?.versionId ?? null,
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
}
