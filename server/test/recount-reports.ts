import { TZDate } from '@date-fns/tz';
import { format } from 'date-fns';
import { disputedMoneyOf } from '../checkout/rules/disputed-money.ts';
import { toNumber } from '../platform/minor.ts';
import { contractTermsSchema } from '../protocol/contracts.schema.ts';
import { countCustomer } from '../reports/rules/count-customer.ts';
import { type SumRow, sumUp } from '../reports/rules/sum-up.ts';
import type { TestHub } from './hub.ts';

type Brand = { id: string; timeZone: string };
type Tables = Record<
  'orders' | 'customers' | 'days' | 'linkDays' | 'cohorts' | 'balances',
  string[]
>;

/** All report tables as a full recomputation from orders, clicks, their sums, claims and the ledger has them. */
export async function recountReports({ db }: TestHub, brand: Brand): Promise<Tables> {
  const brandId = brand.id;
  const dayOf = (at: Date) => format(new TZDate(at, brand.timeZone), 'yyyy-MM-dd');
  const orders = await db.order.findMany({
    where: { brandId },
    include: {
      refunds: { where: { status: 'succeeded' } },
      commissions: { include: { entries: true } },
      disputes: true,
    },
  });
  const clicks = await db.click.findMany({ include: { link: { include: { contract: true } } } });
  const linkOf = new Map(clicks.map(({ id, linkId }) => [id, linkId]));
  const acquisitions = await db.acquisition.findMany({ where: { brandId } });
  const versions = await db.contractVersion.findMany();
  const windows = new Map(
    versions.map(({ id, terms }) => [
      id,
      contractTermsSchema.parse(JSON.parse(terms)).refundWindowDays,
    ]),
  );
  const counted = [...new Set(orders.map(({ customerId }) => customerId))].map((customerId) => {
    const found = acquisitions.find((one) => one.customerId === customerId);
    return countCustomer({
      customerId,
      brandId,
      dayOf,
      acquisition: found?.contractId
        ? { contractId: found.contractId, linkId: found.linkId }
        : null,
      refundWindowDays:
        (found?.contractId && windows.get(found.contractVersionId ?? '')) || DEFAULT_WINDOW,
      orders: orders
        .filter((order) => order.customerId === customerId)
        .map((order) => ({
          ...order,
          linkId: linkOf.get(order.clickId ?? '') ?? null,
          capturedMinor: toNumber(order.capturedMinor),
          taxMinor: toNumber(order.taxMinor),
          shippingMinor: toNumber(order.shippingMinor),
          costMinor: toNumber(order.costMinor),
          refunds: order.refunds.map((one) => ({
            amountMinor: toNumber(one.amountMinor),
            at: one.createdAt,
          })),
          disputes: order.disputes.map(disputedMoneyOf),
          commissionMinor: order.commissions
            .flatMap(({ entries }) => entries)
            .filter(({ account }) => account !== 'brand_payable')
            .reduce((sum, { amountMinor }) => sum + toNumber(amountMinor), 0),
        })),
    });
  });
  const progress = await db.reportProgress.findUnique({ where: { id: 1 } });
  const until = progress?.hitsUntil ?? new Date(0);
  const none = { clicks: 0, human: 0, confirmed: 0, visits: 0, claims: 0 };
  const hitsOfClicks = clicks
    .filter(
      ({ at, link, summedAt }) =>
        at < until && summedAt === null && link.contract.brandId === brandId,
    )
    .map((click) => {
      const isHuman = click.verdict !== 'raw' && click.flags === 0;
      return {
        ...none,
        brandId,
        contractId: click.link.contractId,
        linkId: click.linkId,
        dropId: click.dropId ?? '',
        day: dayOf(click.at),
        clicks: 1,
        human: isHuman ? 1 : 0,
        confirmed: isHuman && click.verdict === 'confirmed' ? 1 : 0,
        visits: isHuman && click.startsVisit ? 1 : 0,
      };
    });
  const clickDays = await db.clickDay.findMany({
    where: { link: { contract: { brandId } } },
    include: { link: true },
  });
  const hitsOfSums = clickDays.map(
    ({ link, linkId, dropId, day, verdict, startsVisit, ...sum }) => {
      const clicks = Number(sum.clicks);
      return {
        ...none,
        ...{ brandId, contractId: link.contractId, linkId, dropId, day, clicks },
        human: verdict === 'raw' ? 0 : clicks,
        confirmed: verdict === 'confirmed' ? clicks : 0,
        visits: verdict !== 'raw' && startsVisit ? clicks : 0,
      };
    },
  );
  const claims = await db.claim.findMany({ where: { heldAt: { lt: until }, drop: { brandId } } });
  const hitsOfClaims = claims.map((claim) => ({
    ...none,
    brandId,
    contractId: claim.contractId,
    linkId: linkOf.get(claim.clickId ?? '') ?? '',
    dropId: claim.dropId,
    day: dayOf(claim.heldAt),
    claims: 1,
  }));
  const all = {
    orders: counted.flatMap((one) => one.orders),
    customers: counted.flatMap((one) => one.customers),
    hits: [...hitsOfClicks, ...hitsOfSums, ...hitsOfClaims],
  };
  const entries = await db.ledgerEntry.findMany({
    where: { brandId, account: { not: 'brand_payable' } },
  });
  const balances = new Map<string, number>();
  for (const { contractId, account, currency, amountMinor } of entries) {
    const key = [contractId, account, currency].join(' ');
    balances.set(key, (balances.get(key) ?? 0) + toNumber(amountMinor));
  }
  const sums = sumUp(all);
  return {
    orders: texts(all.orders),
    customers: texts(all.customers),
    days: texts(sums.days),
    linkDays: texts(sums.linkDays),
    cohorts: texts(sums.cohorts),
    balances: [...balances].map(([key, minor]) => `${key} ${minor}`).sort(),
  };
}

const DEFAULT_WINDOW = 30;

/** The same as the increments have them; a row of which nothing is left says nothing. */
export async function storedReports({ db }: TestHub, brand: Brand): Promise<Tables> {
  const where = { brandId: brand.id };
  const balances = await db.reportBalance.findMany({ where });
  return {
    orders: texts(await db.reportOrder.findMany({ where })),
    customers: texts(await db.reportCustomer.findMany({ where })),
    days: texts(left(await db.reportDay.findMany({ where }))),
    linkDays: texts(left(await db.reportLinkDay.findMany({ where }))),
    cohorts: texts(left(await db.reportCohort.findMany({ where }))),
    balances: balances
      .map((one) => `${one.contractId} ${one.account} ${one.currency} ${one.amountMinor}`)
      .sort(),
  };
}

function left<Row extends object>(rows: Row[]): Row[] {
  return rows.filter((row) =>
    Object.values(row).some((value) => typeof value === 'bigint' && value !== 0n),
  );
}

function texts(rows: readonly (SumRow | object)[]): string[] {
  return rows
    .map((row) => {
      const entries = Object.entries(row).map(([key, value]) => [key, plain(value)] as const);
      return JSON.stringify(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
    })
    .sort();
}

function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  return value instanceof Date ? value.getTime() : value;
}
