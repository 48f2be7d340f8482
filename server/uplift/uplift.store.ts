import { disputedMoneyOf } from '../checkout/rules/disputed-money.ts';
import type { OrderMoney } from '../checkout/rules/net-of-order.ts';
import type { Reader } from '../platform/db.ts';
import { toNumber } from '../platform/minor.ts';

/** The experiments of a brand's published drops that began since a moment, newest drop first. */
export function listExperiments(db: Reader, { brandId, since }: { brandId: string; since: Date }) {
  return db.experiment.findMany({
    where: { brandId, drop: { publishedAt: { not: null }, startsAt: { gte: since } } },
    include: {
      drop: {
        select: {
          title: true,
          startsAt: true,
          endsAt: true,
          endedAt: true,
          brand: { select: { currency: true } },
        },
      },
    },
    orderBy: { drop: { startsAt: 'desc' } },
    take: MOST_EXPERIMENTS,
  });
}

export type ExperimentRow = Awaited<ReturnType<typeof listExperiments>>[number];

const MOST_EXPERIMENTS = 100;

/**
 * How many visitors of each group were led to the drop before a moment; whoever refuses to be measured
 * by now is left out, as their orders are.
 */
export async function countExposures(
  db: Reader,
  { experimentId, before }: { experimentId: string; before: Date },
): Promise<{ treated: number; heldOut: number }> {
  const rows = await db.$queryRaw<{ isHeldOut: boolean; visitors: bigint }[]>`
    SELECT "exposure"."isHeldOut" AS "isHeldOut", COUNT(*) AS "visitors"
    FROM "exposure"
    LEFT JOIN "click" ON "click"."id" = "exposure"."clickId"
    WHERE "exposure"."experimentId" = ${experimentId} AND "exposure"."exposedAt" < ${before}
      AND "click"."refusedBy" IS NULL
    GROUP BY "exposure"."isHeldOut"`;
  const of = (isHeldOut: boolean) =>
    Number(rows.find((row) => Boolean(row.isHeldOut) === isHeldOut)?.visitors ?? 0);
  return { treated: of(false), heldOut: of(true) };
}

/** One order of a visitor who was led to the drop, through it or anywhere else with the brand. */
export type ExposedOrder = {
  visitorId: string;
  isHeldOut: boolean;
  exposedAt: Date;
  /** When it was decided to buy: the claim, or the order of the brand's own shop. */
  at: Date;
  money: OrderMoney;
};

/**
 * All orders with the brand of those who were led to the drop before a moment, since it was set up,
 * and do not refuse to be measured.
 */
export async function listExposedOrders(
  db: Reader,
  { experiment, before }: { experiment: ExperimentRow; before: Date },
): Promise<ExposedOrder[]> {
  const { id, brandId, createdAt } = experiment;
  const pairs = await db.$queryRaw<{ visitorId: string; orderId: string }[]>`
    SELECT "exposure"."visitorId" AS "visitorId", "order"."id" AS "orderId"
    FROM "order"
    JOIN "exposure" ON "exposure"."visitorId" = "order"."visitorId"
      AND "exposure"."experimentId" = ${id}
    LEFT JOIN "click" ON "click"."id" = "exposure"."clickId"
    WHERE "order"."brandId" = ${brandId} AND "order"."capturedAt" >= ${createdAt}
      AND "click"."refusedBy" IS NULL`;
  const found: ExposedOrder[] = [];
  for (let from = 0; from < pairs.length; from += CHUNK) {
    const chunk = pairs.slice(from, from + CHUNK);
    const [exposures, orders] = await Promise.all([
      db.exposure.findMany({
        where: {
          experimentId: id,
          visitorId: { in: chunk.map(({ visitorId }) => visitorId) },
          exposedAt: { lt: before },
        },
      }),
      db.order.findMany({
        where: { id: { in: chunk.map(({ orderId }) => orderId) } },
        include: { refunds: { where: { status: 'succeeded' } }, disputes: true },
      }),
    ]);
    const exposureOf = new Map(exposures.map((one) => [one.visitorId, one]));
    for (const order of orders) {
      const exposure = exposureOf.get(order.visitorId ?? '');
      if (exposure) found.push(exposedOrder(exposure, order));
    }
  }
  return found;
}

const CHUNK = 500;

function exposedOrder(
  exposure: { visitorId: string; isHeldOut: boolean; exposedAt: Date },
  order: {
    claimedAt: Date | null;
    capturedAt: Date;
    capturedMinor: bigint;
    taxMinor: bigint;
    shippingMinor: bigint;
    refunds: { amountMinor: bigint; createdAt: Date }[];
    disputes: Parameters<typeof disputedMoneyOf>[0][];
  },
): ExposedOrder {
  const { visitorId, isHeldOut, exposedAt } = exposure;
  return {
    visitorId,
    isHeldOut,
    exposedAt,
    at: order.claimedAt ?? order.capturedAt,
    money: {
      capturedMinor: toNumber(order.capturedMinor),
      taxMinor: toNumber(order.taxMinor),
      shippingMinor: toNumber(order.shippingMinor),
      refunds: order.refunds.map(({ amountMinor, createdAt }) => ({
        amountMinor: toNumber(amountMinor),
        at: createdAt,
      })),
      disputes: order.disputes.map(disputedMoneyOf),
    },
  };
}

/**
 * When nobody without a special right could claim from the drop any more, for the first time; null:
 * that never was. It is counted back from what is free now, by the movements of the open pools.
 */
export async function findFirstSellOut(db: Reader, dropId: string): Promise<Date | null> {
  const items = await db.dropItem.findMany({ where: { dropId }, select: { skuId: true } });
  const ofPool = { dropId, audience: 'everyone', skuId: { in: items.map(({ skuId }) => skuId) } };
  const pools = await db.stockPool.aggregate({ where: ofPool, _sum: { available: true } });
  const steps = await db.stockMovement.groupBy({
    by: ['seq', 'kind'],
    where: { pool: ofPool },
    _sum: { units: true },
    orderBy: { seq: 'desc' },
  });
  let free = pools._sum.available ?? 0;
  let first = free <= 0 ? Number.POSITIVE_INFINITY : null;
  for (let at = 0; at < steps.length; ) {
    const { seq } = steps[at] ?? { seq: 0 };
    if (free <= 0) first = seq;
    for (; steps[at]?.seq === seq; at += 1) {
      free -= (FREES[steps[at]?.kind ?? ''] ?? 0) * (steps[at]?._sum.units ?? 0);
    }
  }
  if (first === null || !Number.isFinite(first)) return null;
  const movement = await db.stockMovement.findFirst({
    where: { seq: first, pool: ofPool },
    orderBy: { at: 'asc' },
    select: { at: true },
  });
  return movement?.at ?? null;
}

/** What a movement does to the free units of its pool; other kinds move what is not free. */
const FREES: Record<string, number> = {
  held: -1,
  resold: -1,
  leased: -1,
  sold_counter: -1,
  moved_out: -1,
  rerouted_in: -1,
  released: 1,
  lease_returned: 1,
  added: 1,
  moved_in: 1,
  rerouted_out: 1,
};
