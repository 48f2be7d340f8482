import type { Db, Reader, Tx } from '../platform/db.ts';
import type { Engine } from '../platform/engine.ts';
import { Prisma } from '../platform/generated/sqlite/client.ts';
import {
  addSet,
  among,
  type ColumnKind,
  insertSet,
  millisecondsOf,
  queryRows,
} from '../platform/set-rows.ts';
import type { CountedCustomer, CountedOrder } from './rules/count-customer.ts';
import { COHORT_MEASURES, DAY_MEASURES } from './rules/measures.ts';
import type { Sums } from './rules/sum-up.ts';

/** A transaction on a known engine: statements on whole sets are written for each. */
export type SetTx = { tx: Tx; engine: Engine };
export type SetReader = { db: Reader; engine: Engine };

/** The one row that whoever changes the report tables writes first; says how far hits are counted. */
export async function takeTurn(tx: Tx): Promise<Date | null> {
  const taken = await tx.reportProgress.updateMany({
    where: { id: 1 },
    data: { turns: { increment: 1 } },
  });
  return taken.count === 0 ? null : readHitsUntil(tx);
}

export async function readHitsUntil(db: Reader): Promise<Date | null> {
  const progress = await db.reportProgress.findUnique({ where: { id: 1 } });
  return progress?.hitsUntil ?? null;
}

export async function saveHitsUntil(tx: Tx, hitsUntil: Date): Promise<void> {
  await tx.reportProgress.upsert({
    where: { id: 1 },
    create: { id: 1, hitsUntil },
    update: { hitsUntil },
  });
}

/** How many marks of changes wait; failed ones do not. */
export async function countDue(db: Reader): Promise<number> {
  return (
    (await db.reportDue.count({ where: { failedAt: null } })) +
    (await db.lateHit.count()) +
    (await db.balanceChange.count())
  );
}

/** The oldest marks, taken away; who is marked while they are worked on is marked anew. */
export async function takeDue(tx: Tx, limit: number): Promise<string[]> {
  const marks = await tx.reportDue.findMany({
    where: { failedAt: null },
    orderBy: { id: 'asc' },
    take: limit,
  });
  await tx.reportDue.deleteMany({ where: { id: { in: marks.map(({ id }) => id) } } });
  return [...new Set(marks.map(({ customerId }) => customerId))];
}

/** All marks of a customer fail as one, so that each is not tried for itself. */
export async function failDue(db: Db, customerId: string, failedAt: Date): Promise<void> {
  await db.reportDue.updateMany({ where: { customerId, failedAt: null }, data: { failedAt } });
}

/** Lets marks that failed before a moment wait again. */
export async function retryDue(db: Db, failedBefore: Date): Promise<void> {
  const where = { failedAt: { lt: failedBefore } };
  // Asked first, so that a quiet hub does not write.
  if ((await db.reportDue.count({ where })) === 0) return;
  await db.reportDue.updateMany({ where, data: { failedAt: null } });
}

/** Marks every customer of a brand. */
export async function markCustomers(tx: Tx, brandId: string): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "report_due" ("customerId") SELECT "id" FROM "customer" WHERE "brandId" = ${brandId}`;
}

/** What was counted of these customers and orders before. */
export async function listCounted(
  { tx, engine }: SetTx,
  { customerIds, orderIds }: { customerIds: readonly string[]; orderIds: readonly string[] },
): Promise<{ orders: CountedOrder[]; customers: CountedCustomer[] }> {
  const orders = await queryRows(tx, {
    engine,
    columns: columnsOf(engine, ORDER_COLUMNS),
    from: Prisma.sql`FROM "report_order" WHERE ${touches(engine, customerIds, orderIds)}`,
  });
  const customers = await queryRows(tx, {
    engine,
    columns: columnsOf(engine, CUSTOMER_COLUMNS),
    from: Prisma.sql`FROM "report_customer" WHERE "customerId" IN ${among(engine, customerIds)}`,
  });
  return {
    orders: orders.map((row) => fromRow(ORDER_COLUMNS, row) as CountedOrder),
    customers: customers.map((row) => fromRow(CUSTOMER_COLUMNS, row) as CountedCustomer),
  };
}

/** Puts what is counted now in the place of what was counted of these customers before. */
export async function saveCounted(
  { tx, engine }: SetTx,
  given: {
    customerIds: readonly string[];
    orders: readonly CountedOrder[];
    customers: readonly CountedCustomer[];
  },
): Promise<void> {
  const { customerIds, orders, customers } = given;
  const orderIds = orders.map(({ orderId }) => orderId);
  await tx.$executeRaw`DELETE FROM "report_order" WHERE ${touches(engine, customerIds, orderIds)}`;
  await tx.$executeRaw`DELETE FROM "report_customer" WHERE "customerId" IN ${among(engine, customerIds)}`;
  await insertSet(tx, { engine, into: 'report_order', columns: ORDER_COLUMNS }, orders);
  await insertSet(tx, { engine, into: 'report_customer', columns: CUSTOMER_COLUMNS }, customers);
}

/** Adds to every table of sums. */
export async function addSums({ tx, engine }: SetTx, sums: Sums): Promise<void> {
  const counters = DAY_MEASURES;
  await addSet(tx, { engine, into: 'report_day', keys: DAY_KEYS, counters }, sums.days);
  await addSet(
    tx,
    { engine, into: 'report_link_day', keys: LINK_DAY_KEYS, counters },
    sums.linkDays,
  );
  await addSet(
    tx,
    { engine, into: 'report_cohort', keys: COHORT_KEYS, counters: COHORT_MEASURES },
    sums.cohorts,
  );
}

/** Forgets all that was counted of a brand. */
export async function deleteCounted(tx: Tx, brandId: string): Promise<void> {
  const where = { brandId };
  await tx.reportOrder.deleteMany({ where });
  await tx.reportCustomer.deleteMany({ where });
  await tx.reportCohort.deleteMany({ where });
  await tx.reportDay.deleteMany({ where });
  await tx.reportLinkDay.deleteMany({ where });
}

/** An order that came over from another customer was counted under that one. */
function touches(
  engine: Engine,
  customerIds: readonly string[],
  orderIds: readonly string[],
): Prisma.Sql {
  return Prisma.sql`("customerId" IN ${among(engine, customerIds)} OR "orderId" IN ${among(engine, orderIds)})`;
}

const text = 'text' as const;
const DAY_KEYS = {
  brandId: text,
  currency: text,
  day: text,
  contractId: text,
  channel: text,
} as const;
const LINK_DAY_KEYS = { ...DAY_KEYS, linkId: text, dropId: text } as const;
const COHORT_KEYS = { ...DAY_KEYS, refundWindowDays: 'integer' } as const;

const ORDER_COLUMNS: Record<keyof CountedOrder, ColumnKind> = {
  orderId: text,
  brandId: text,
  customerId: text,
  contractId: text,
  channel: text,
  linkId: text,
  dropId: text,
  creditContractId: text,
  creditChannel: text,
  creditLinkId: text,
  day: text,
  capturedAt: 'time',
  currency: text,
  isFirst: 'boolean',
  isRefunded: 'boolean',
  capturedMinor: 'bigint',
  taxMinor: 'bigint',
  shippingMinor: 'bigint',
  refundedMinor: 'bigint',
  disputedMinor: 'bigint',
  netMinor: 'bigint',
  costMinor: 'bigint',
  commissionMinor: 'bigint',
};

const CUSTOMER_COLUMNS = {
  customerId: text,
  currency: text,
  brandId: text,
  contractId: text,
  channel: text,
  refundWindowDays: 'integer',
  day: text,
  acquiredAt: 'time',
  ...Object.fromEntries(COHORT_MEASURES.map((one) => [one, 'bigint'])),
} as Record<keyof CountedCustomer, ColumnKind>;

function columnsOf(engine: Engine, columns: Record<string, ColumnKind>): Prisma.Sql[] {
  return Object.entries(columns).map(([one, kind]) =>
    kind === 'time' ? millisecondsOf(engine, `"${one}"`) : Prisma.raw(`"${one}"`),
  );
}

function fromRow(columns: Record<string, ColumnKind>, row: unknown[]): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(columns).map(([one, kind], at) => [
      one,
      kind === 'boolean' ? Boolean(row[at]) : row[at],
    ]),
  );
}
