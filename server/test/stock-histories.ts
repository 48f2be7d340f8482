import fc from 'fast-check';
import type { ClaimToken } from '../claims/rules/claim-token.ts';
import type { StockCommand } from '../claims/rules/decide-batch.ts';
import { newId } from '../platform/ids.ts';

/** Steps of random histories of one drop. Small numbers, so that every limit is met soon. */
const VIEWERS = ['v1', 'v2', 'v3', 'v4'] as const;
const PAYERS = ['ana', 'ben', null] as const;

const hold = fc.record({
  do: fc.constant('hold' as const),
  viewer: fc.constantFrom(...VIEWERS),
  gate: fc.nat(2),
  sku: fc.nat(1),
  quantity: fc.integer({ min: 1, max: 3 }),
  /** Few keys, so that some come twice: with the same request, or with another. */
  key: fc.nat(11),
  usesCode: fc.boolean(),
});
const release = fc.record({
  do: fc.constant('release' as const),
  claim: fc.nat(7),
  reason: fc.constantFrom('expired' as const, 'viewer' as const, 'payment_failed' as const),
  whilePaying: fc.boolean(),
});
const pay = fc.record({
  do: fc.constant('pay' as const),
  claim: fc.nat(7),
  payer: fc.constantFrom(...PAYERS),
});
const wait = fc.record({
  do: fc.constant('wait' as const),
  viewer: fc.constantFrom(...VIEWERS),
  sku: fc.nat(1),
  quantity: fc.integer({ min: 1, max: 2 }),
});
const pass = fc.record({ do: fc.constant('pass' as const), minutes: fc.constantFrom(1, 4, 11) });
const lease = fc.record({
  do: fc.constant('lease' as const),
  total: fc.integer({ min: 1, max: 5 }),
});
const giveBack = fc.record({ do: fc.constant('giveBack' as const), total: fc.nat(4) });
const sell = fc.record({
  do: fc.constant('sell' as const),
  quantity: fc.integer({ min: 1, max: 2 }),
  /** Few, so that a sale is told twice. */
  key: fc.nat(4),
});
const look = fc.record({ do: fc.constant('look' as const) });

export type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;
const step = fc.oneof(
  { weight: 6, arbitrary: hold },
  { weight: 3, arbitrary: release },
  { weight: 3, arbitrary: pay },
  { weight: 1, arbitrary: wait },
  { weight: 1, arbitrary: pass },
  { weight: 1, arbitrary: look },
  { weight: 2, arbitrary: lease },
  { weight: 2, arbitrary: giveBack },
  { weight: 2, arbitrary: sell },
);

/** How a drop of a history is set up. Null: no limit, no step, no code. */
const setUp = fc.record({
  /** Units of the two articles for everyone, then of the first one for members, then at a second place. */
  units: fc.tuple(fc.nat(5), fc.nat(5), fc.nat(2), fc.nat(2)),
  caps: fc.tuple(
    fc.option(fc.integer({ min: 1, max: 4 })),
    fc.option(fc.integer({ min: 1, max: 4 })),
  ),
  limit: fc.integer({ min: 1, max: 4 }),
  rung: fc.option(fc.integer({ min: 1, max: 3 })),
  codeUses: fc.integer({ min: 1, max: 2 }),
  isBundle: fc.boolean(),
});
export type SetUp = typeof setUp extends fc.Arbitrary<infer S> ? S : never;

/** Steps in groups: those of a group happen at once, out of the hands of several processes. */
export const histories = fc.record({
  setUp,
  groups: fc.array(fc.array(step, { minLength: 1, maxLength: 8 }), { minLength: 2, maxLength: 4 }),
});
/** Much at once, and enough for most of it: every process has something to change in each group. */
export const crowdedHistories: typeof histories = fc.record({
  setUp: setUp.map((one) => ({ ...one, units: [9, 9, 2, 9], caps: [null, null], limit: 4 })),
  groups: fc.array(fc.array(hold, { minLength: 8, maxLength: 8 }), { minLength: 2, maxLength: 4 }),
});
export type History = typeof histories extends fc.Arbitrary<infer H> ? H : never;

/** The command that a viewer's hold is. */
export function holdCommand(
  step: Extract<Step, { do: 'hold' }>,
  where: {
    dropId: string;
    gateIds: string[];
    contractId: string;
    skuIds: string[];
    codeId: string;
  },
  now: Date,
): StockCommand {
  const codeId = step.usesCode ? where.codeId : null;
  const gateId = where.gateIds[step.gate % where.gateIds.length] ?? '';
  const token: ClaimToken = {
    jti: newId(now),
    dropId: where.dropId,
    gateId,
    contractId: where.contractId,
    visitorId: step.viewer,
    clickId: null,
    customerKey: `visitor:${step.viewer}`,
    codeId,
    issuedAt: now.getTime(),
    expiresAt: now.getTime() + 600_000,
  };
  const skuId = where.skuIds[step.sku] ?? '';
  const asked = [gateId, step.viewer, skuId, step.quantity].join();
  return {
    kind: 'hold',
    claimId: newId(now),
    token,
    idempotencyKey: `key-${step.key}`,
    requestHash: asked,
    wish: { items: [{ skuId, quantity: step.quantity }], delivery: { kind: 'ship' }, note: null },
  };
}

/** The command that a device's report of a sale is; the same key is the same sale. */
export function saleCommand(
  step: Extract<Step, { do: 'sell' }>,
  leaseId: string,
  now: Date,
): StockCommand {
  const { quantity, key } = step;
  return {
    kind: 'sell_leased',
    claimId: newId(now),
    leaseId,
    idempotencyKey: `sale-${key}`,
    requestHash: `${quantity}`,
    quantity,
    unitPriceMinor: 5000,
    soldAt: now.getTime(),
  };
}
