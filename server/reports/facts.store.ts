import type { DisputedMoney, DisputeStatus } from '../checkout/rules/net-of-order.ts';
import { Prisma } from '../platform/generated/sqlite/client.ts';
import { among, millisecondsOf, queryRows } from '../platform/set-rows.ts';
import { DEFAULT_TERMS } from '../protocol/contracts.ts';
import type { SetTx } from './count.store.ts';
import type { CustomerFacts, OrderFacts } from './rules/count-customer.ts';

/** The facts of these customers; one without orders is left out. */
export async function listFacts(
  { tx, engine }: SetTx,
  { customerIds, dayIn }: { customerIds: readonly string[]; dayIn: DayIn },
): Promise<CustomerFacts[]> {
  const orders = await listOrderFacts({ tx, engine }, customerIds);
  const acquisitions = await listCredits({ tx, engine }, customerIds);
  const brandIds = [...new Set([...orders.values()].map(({ brandId }) => brandId))];
  const brands = await tx.brand.findMany({
    where: { id: { in: brandIds } },
    select: { id: true, timeZone: true },
  });
  const zones = new Map(brands.map(({ id, timeZone }) => [id, timeZone]));
  return [...orders].map(([customerId, { brandId, orders: own }]) => ({
    customerId,
    brandId,
    dayOf: dayIn(zones.get(brandId) ?? 'UTC'),
    acquisition: acquisitions.get(customerId) ?? null,
    refundWindowDays:
      acquisitions.get(customerId)?.refundWindowDays ?? DEFAULT_TERMS.refundWindowDays,
    orders: own,
  }));
}

/** Tells a zone's days; made by the caller, because zones are slow and a rule may not keep them. */
export type DayIn = (timeZone: string) => (at: Date) => string;

async function listOrderFacts(
  { tx, engine }: SetTx,
  customerIds: readonly string[],
): Promise<Map<string, { brandId: string; orders: OrderFacts[] }>> {
  const rows = await queryRows(tx, {
    engine,
    columns: [
      ...['id', 'customerId', 'brandId', 'contractId', 'channel', 'dropId'].map(ofOrder),
      Prisma.raw('"click"."linkId"'),
      ofOrder('currency'),
      millisecondsOf(engine, '"order"."capturedAt"'),
      ...['capturedMinor', 'taxMinor', 'shippingMinor', 'costMinor'].map(ofOrder),
      Prisma.raw(`(SELECT coalesce(sum("refund"."amountMinor"), 0) FROM "refund"
        WHERE "refund"."orderId" = "order"."id" AND "refund"."status" = 'succeeded')`),
      Prisma.raw(`(SELECT coalesce(sum("ledger_entry"."amountMinor"), 0)
        FROM "commission_line" JOIN "ledger_entry" ON "ledger_entry"."lineId" = "commission_line"."id"
        WHERE "commission_line"."orderId" = "order"."id" AND "ledger_entry"."account" <> 'brand_payable')`),
    ],
    from: Prisma.sql`FROM "order" LEFT JOIN "click" ON "click"."id" = "order"."clickId"
      WHERE "order"."customerId" IN ${among(engine, customerIds)}`,
  });
  const disputes = await listDisputes({ tx, engine }, customerIds);
  const found = new Map<string, { brandId: string; orders: OrderFacts[] }>();
  for (const row of rows) {
    const order = toFacts(row, disputes);
    const [customerId, brandId] = [String(row[1]), String(row[2])];
    const known = found.get(customerId);
    if (known) known.orders.push(order);
    else found.set(customerId, { brandId, orders: [order] });
  }
  return found;
}
type Text = string | null;
type Disputes = Map<string, DisputedMoney[]>;

function toFacts(row: unknown[], disputes: Disputes): OrderFacts {
  const text = (at: number) => row[at] as Text;
  const amount = (at: number) => Number(row[at]);
  const id = String(row[0]);
  const capturedAt = new Date(amount(8));
  const refundedMinor = amount(13);
  return {
    id,
    contractId: text(3),
    channel: text(4),
    dropId: text(5),
    linkId: text(6),
    currency: String(row[7]),
    capturedAt,
    capturedMinor: amount(9),
    taxMinor: amount(10),
    shippingMinor: amount(11),
    costMinor: amount(12),
    refunds: refundedMinor === 0 ? [] : [{ amountMinor: refundedMinor, at: capturedAt }],
    disputes: disputes.get(id) ?? [],
    commissionMinor: amount(14),
  };
}

async function listDisputes({ tx, engine }: SetTx, customerIds: readonly string[]) {
  const rows = await queryRows(tx, {
    engine,
    columns: [
      ...['orderId', 'amountMinor', 'status'].map((one) => Prisma.raw(`"dispute"."${one}"`)),
      millisecondsOf(engine, '"dispute"."openedAt"'),
      millisecondsOf(engine, '"dispute"."decidedAt"'),
    ],
    from: Prisma.sql`FROM "order" JOIN "dispute" ON "dispute"."orderId" = "order"."id"
      WHERE "order"."customerId" IN ${among(engine, customerIds)}`,
  });
  const found: Disputes = new Map();
  for (const [orderId, amountMinor, status, openedAt, decidedAt] of rows) {
    const dispute: DisputedMoney = {
      amountMinor: Number(amountMinor),
      status: status as DisputeStatus,
      openedAt: new Date(Number(openedAt)),
      decidedAt: decidedAt === null ? null : new Date(Number(decidedAt)),
    };
    found.set(String(orderId), [...(found.get(String(orderId)) ?? []), dispute]);
  }
  return found;
}

async function listCredits({ tx, engine }: SetTx, customerIds: readonly string[]) {
  const rows = await queryRows(tx, {
    engine,
    columns: ['customerId', 'contractId', 'linkId', 'terms'].map((one) => Prisma.raw(`"${one}"`)),
    from: Prisma.sql`FROM (
      SELECT "acquisition"."customerId", "acquisition"."contractId", "acquisition"."linkId",
        "contract_version"."terms"
      FROM "acquisition"
      LEFT JOIN "contract_version" ON "contract_version"."id" = "acquisition"."contractVersionId"
      WHERE "acquisition"."customerId" IN ${among(engine, customerIds)}
        AND "acquisition"."contractId" IS NOT NULL) AS "credit"`,
  });
  return new Map(
    (rows as Text[][]).map(([customerId, contractId, linkId, terms]) => [
      customerId ?? '',
      {
        contractId: contractId ?? '',
        linkId: linkId ?? null,
        refundWindowDays: refundWindowOf(terms ?? null),
      },
    ]),
  );
}

function refundWindowOf(terms: string | null): number {
  const days = terms && (JSON.parse(terms) as { refundWindowDays?: number }).refundWindowDays;
  return days || DEFAULT_TERMS.refundWindowDays;
}

function ofOrder(column: string): Prisma.Sql {
  return Prisma.raw(`"order"."${column}"`);
}
