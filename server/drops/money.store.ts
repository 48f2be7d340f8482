import { engineOfDb, type Reader } from '../platform/db.ts';
import { Prisma } from '../platform/generated/sqlite/client.ts';
import { among, queryRows } from '../platform/set-rows.ts';

/** What the orders of a drop came to, and what of it went back. */
export type DropSales = typeof NO_SALES;

/** Sums of the orders of drops, each drop in one row however many orders it has. */
export async function sumDropSales(db: Reader, dropIds: string[]): Promise<Map<string, DropSales>> {
  const [orders, refunded] = await Promise.all([
    db.order.groupBy({
      by: ['dropId'],
      where: { dropId: { in: dropIds } },
      _count: { _all: true },
      _sum: { capturedMinor: true, taxMinor: true, shippingMinor: true, costMinor: true },
    }),
    sumRefunded(db, dropIds),
  ]);
  const sums = new Map<string, DropSales>(dropIds.map((id) => [id, { ...NO_SALES }]));
  for (const { dropId, _count, _sum } of orders) {
    if (dropId === null) continue;
    const gone = refunded.get(dropId);
    sums.set(dropId, {
      orders: _count._all,
      capturedMinor: _sum.capturedMinor ?? 0n,
      taxMinor: _sum.taxMinor ?? 0n,
      shippingMinor: (_sum.shippingMinor ?? 0n) - (gone?.shippingMinor ?? 0n),
      costMinor: _sum.costMinor ?? 0n,
      refundedMinor: gone?.refundedMinor ?? 0n,
    });
  }
  return sums;
}

/** What creators have of a drop: of its orders, and as the fee for it. */
export async function sumDropCommission(db: Reader, dropId: string): Promise<bigint> {
  const lines = [{ order: { dropId }, feeDropId: null }, { feeDropId: dropId }];
  const sums = await Promise.all(
    lines.map((line) =>
      db.ledgerEntry.aggregate({
        where: { account: 'brand_payable', line },
        _sum: { amountMinor: true },
      }),
    ),
  );
  return -sums.reduce((total, { _sum }) => total + (_sum.amountMinor ?? 0n), 0n);
}

/**
 * Money of orders that has really gone back, by confirmed refunds or to a bank: what was both refunded
 * and disputed has gone once. What it comes to beyond an order's net gave shipping back: it is counted
 * as refunded and no longer as shipping, so that the same money is not taken off twice and a drop's
 * net is the sum of the nets of its orders (`netOfOrder`), of which none is below 0.
 */
async function sumRefunded(
  db: Reader,
  dropIds: readonly string[],
): Promise<Map<string, { refundedMinor: bigint; shippingMinor: bigint }>> {
  const engine = engineOfDb(db);
  const rows = await queryRows(db, {
    engine,
    columns: ['dropId', 'refundedMinor', 'shippingMinor'].map((one) => Prisma.raw(`"${one}"`)),
    from: Prisma.sql`FROM (
      SELECT "dropId", sum("refundedMinor") AS "refundedMinor",
        sum(CASE WHEN "refundedMinor" > "netMinor" THEN "refundedMinor" - "netMinor" ELSE 0 END)
          AS "shippingMinor"
      FROM (
        SELECT "dropId", "capturedMinor" - "taxMinor" - "shippingMinor" AS "netMinor",
          CASE WHEN "goneMinor" > "capturedMinor" THEN "capturedMinor" ELSE "goneMinor" END
            AS "refundedMinor"
        FROM (
          SELECT "dropId", "capturedMinor", "taxMinor", "shippingMinor",
            (SELECT coalesce(sum("amountMinor"), 0) ${CONFIRMED})
              + (SELECT coalesce(sum("amountMinor"), 0) ${TAKEN}) AS "goneMinor"
          FROM "order"
          WHERE "dropId" IN ${among(engine, dropIds)}
            AND (EXISTS (SELECT 1 ${CONFIRMED}) OR EXISTS (SELECT 1 ${TAKEN}))
        ) AS "gone"
      ) AS "back"
      GROUP BY "dropId") AS "sums"`,
  });
  return new Map(
    rows.map(([dropId, refunded, shipping]) => [
      String(dropId),
      { refundedMinor: BigInt(Number(refunded)), shippingMinor: BigInt(Number(shipping)) },
    ]),
  );
}

/** What is on its way may still fail. */
const CONFIRMED = Prisma.raw(
  `FROM "refund" WHERE "refund"."orderId" = "order"."id" AND "refund"."status" = 'succeeded'`,
);
/** Disputes whose money the bank has. */
const TAKEN = Prisma.raw(
  `FROM "dispute" WHERE "dispute"."orderId" = "order"."id" AND "dispute"."status" IN ('open', 'lost')`,
);

const NO_SALES = {
  orders: 0,
  capturedMinor: 0n,
  taxMinor: 0n,
  shippingMinor: 0n,
  costMinor: 0n,
  refundedMinor: 0n,
};
