import { recogniseCustomer } from '../../server/customers/recognise-customer.ts';
import { inTransaction } from '../../server/platform/db.ts';
import type { Prisma } from '../../server/platform/generated/sqlite/client.ts';
import { newId } from '../../server/platform/ids.ts';
import type { TestHub } from '../../server/test/hub.ts';

export type Sale = {
  brandId: string;
  creatorId: string;
  contractId: string;
  contractVersionId: string;
  netMinor: number;
  rateBps: number;
};

let serial = 0;

/**
 * Makes orders of a contract with lines that nobody has counted yet, a tenth of a second apart: the next
 * order counts all of them. Through the verbs it would take minutes.
 */
export async function fillMonth(hub: TestHub, sale: Sale, count: number): Promise<void> {
  const orders: Prisma.OrderCreateManyInput[] = [];
  const lines: Prisma.CommissionLineCreateManyInput[] = [];
  const { brandId, creatorId, contractId, contractVersionId, rateBps } = sale;
  const minor = BigInt(sale.netMinor);
  const buyer = { brandId, email: `${contractId}@home.test`, name: null, at: hub.clock.now() };
  const customer = await inTransaction(hub.db, (tx) => recogniseCustomer(tx, buyer));
  for (let n = 0; n < count; n += 1) {
    hub.clock.advance(100);
    serial += 1;
    const at = hub.clock.now();
    const orderId = newId(at);
    orders.push({
      ...{ id: orderId, number: 1_000_000 + serial, brandId, ...customer },
      ...{ source: 'api', externalId: `filled-${serial}`, capturedAt: at, currency: 'eur' },
      ...{
        capturedMinor: minor,
        itemsMinor: minor,
        shippingMinor: 0n,
        taxMinor: 0n,
        costMinor: 0n,
      },
    });
    lines.push({
      ...{ id: newId(at), brandId, creatorId, contractId, contractVersionId, orderId },
      ...{ kind: 'drop_sale', rateKind: 'new', rateBps, currency: 'eur', baseMinor: minor },
      ...{ earnedMinor: 0n, earnedAt: at, holdUntil: at },
    });
  }
  await inTransaction(
    hub.db,
    async (tx) => {
      await tx.order.createMany({ data: orders });
      await tx.commissionLine.createMany({ data: lines });
      await tx.commissionPeriod.deleteMany({ where: { contractId } });
    },
    { timeoutMs: 60_000 },
  );
}
