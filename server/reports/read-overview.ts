import { grouped } from '../attribution/rules/grouped.ts';
import { offeredPools } from '../drops/rules/offered-pools.ts';
import { phaseFacts } from '../drops/rules/phase-facts.ts';
import { sumStock } from '../drops/rules/sum-stock.ts';
import { boundsOfDay } from '../platform/days.ts';
import { engineOfDb } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { dropPhase } from '../protocol/drops.ts';
import type { BrandOverview } from '../protocol/reports.ts';
import { sumBalances } from './balances.store.ts';
import { countDue, type SetReader } from './count.store.ts';
import {
  type DaySums,
  ORDER_MEASURES,
  type OrderMeasure,
  sumDays,
  sumOrders,
} from './days.store.ts';
import { listAttention } from './list-attention.ts';
import { listReportedContracts, listRunningDrops, type ReportBrand } from './reports.store.ts';
import {
  type PeriodAsked,
  type ReportPeriod,
  reportPeriod,
  spanOf,
} from './rules/report-period.ts';

type Sums = DaySums<'day' | 'contractId', OrderMeasure>;

/**
 * What the last days were worth, against earlier ones, by the brand's own calendar and in its own
 * currency. An order counts on the day of its capture with its net as of now; margin is net − cost of
 * goods − what creators have of it.
 */
export async function readOverview(
  hub: Hub,
  brand: ReportBrand,
  asked: PeriodAsked,
): Promise<BrandOverview> {
  const { db } = hub;
  const reader = { db, engine: engineOfDb(db) };
  const now = hub.clock.now();
  const { currency, timeZone } = brand;
  const period = reportPeriod(now, { ...asked, timeZone });
  const inside = await sumPeriod(reader, brand, period);
  const earlier = await sumBefore(reader, brand, period);
  const money = (minor: number) => ({ minor, currency });
  const [here, before] = [totalOf(inside), totalOf(earlier)];
  const owed = await sumBalances(db, { brandId: brand.id, currency, accounts: OWED });
  return {
    currency,
    from: period.from.getTime(),
    to: period.to.getTime(),
    before: { from: period.before.from.getTime(), to: period.before.to.getTime() },
    netRevenue: money(here.netMinor),
    netRevenueBefore: money(before.netMinor),
    margin: money(marginOf(here)),
    marginBefore: money(marginOf(before)),
    orders: here.orders,
    ordersBefore: before.orders,
    newCustomers: here.newCustomers,
    newCustomersBefore: before.newCustomers,
    owed: money([...owed.values()].reduce((sum, minor) => sum + minor, 0)),
    series: seriesOf(period, inside, earlier),
    attention: await listAttention(hub, brand),
    live: await listLive(hub, brand.id),
    creators: await rankCreators(reader, { brandId: brand.id, inside, earlier }),
    otherCurrencies: await listOthers(reader, brand, period),
    freshness: { waiting: await countDue(db) },
  };
}

/** What creators are owed: on hold, available, held back, or on its way. */
export const OWED = [
  'creator_pending',
  'creator_available',
  'creator_held',
  'payout_clearing',
] as const;

async function sumPeriod(
  reader: SetReader,
  { id, currency }: ReportBrand,
  period: { days: readonly string[] },
): Promise<Sums[]> {
  const scope = { of: { brandId: id }, currency, days: spanOf(period) };
  return sumDays(reader, { scope, by: ['day', 'contractId'], measures: ORDER_MEASURES });
}

/** The earlier days, less what their last one brought after this time of the day. */
async function sumBefore(
  reader: SetReader,
  brand: ReportBrand,
  { before }: ReportPeriod,
): Promise<Sums[]> {
  const whole = await sumPeriod(reader, brand, before);
  const last = spanOf(before).last;
  const { to } = boundsOfDay(last, brand.timeZone);
  const { id: brandId, currency } = brand;
  const rest = await sumOrders(reader, { brandId, currency, from: before.to, to });
  const taken = rest.map(({ contractId, ...sums }): Sums => {
    const negative = ORDER_MEASURES.map((one) => [one, -sums[one]] as const);
    return {
      day: last,
      contractId,
      ...(Object.fromEntries(negative) as Record<OrderMeasure, number>),
    };
  });
  return [...whole, ...taken];
}

function totalOf(rows: readonly Sums[]): Record<OrderMeasure, number> {
  const total = { orders: 0, netMinor: 0, costMinor: 0, commissionMinor: 0, newCustomers: 0 };
  for (const row of rows) for (const one of ORDER_MEASURES) total[one] += row[one];
  return total;
}

function marginOf(sums: Record<OrderMeasure, number>): number {
  return sums.netMinor - sums.costMinor - sums.commissionMinor;
}

function seriesOf(
  period: ReportPeriod,
  inside: readonly Sums[],
  earlier: readonly Sums[],
): BrandOverview['series'] {
  const now = grouped(inside, ({ day }) => day);
  const before = grouped(earlier, ({ day }) => day);
  return period.days.map((day, at) => {
    const { netMinor, orders } = totalOf(now.get(day) ?? []);
    const then = totalOf(before.get(period.before.days[at] ?? '') ?? []);
    return { day, netMinor, orders, netBeforeMinor: then.netMinor };
  });
}

/** Creators with sales in either period, whoever left the brand most first. */
async function rankCreators(
  { db }: SetReader,
  {
    brandId,
    inside,
    earlier,
  }: { brandId: string; inside: readonly Sums[]; earlier: readonly Sums[] },
): Promise<BrandOverview['creators']> {
  const contracts = await listReportedContracts(db, brandId);
  const now = grouped(inside, ({ contractId }) => contractId);
  const then = grouped(earlier, ({ contractId }) => contractId);
  const rows = contracts.flatMap(({ id, creatorName, avatarHue }) => {
    const [here, before] = [totalOf(now.get(id) ?? []), totalOf(then.get(id) ?? [])];
    if (here.orders + before.orders + here.newCustomers === 0) return [];
    return [
      {
        contractId: id,
        creatorName,
        avatarHue,
        orders: here.orders,
        netMinor: here.netMinor,
        marginMinor: marginOf(here),
        marginBeforeMinor: marginOf(before),
        newCustomers: here.newCustomers,
      },
    ];
  });
  return rows.sort((a, b) => b.marginMinor - a.marginMinor);
}

/** What was sold in another currency: said beside the sums, since it is in none of them. */
async function listOthers(
  reader: SetReader,
  { id, currency }: ReportBrand,
  period: ReportPeriod,
): Promise<BrandOverview['otherCurrencies']> {
  const rows = await sumDays(reader, {
    scope: { of: { brandId: id }, days: spanOf(period) },
    by: ['currency'],
    measures: ['orders', 'netMinor'],
  });
  return rows
    .filter((row) => row.currency !== '' && row.currency !== currency && row.orders > 0)
    .map((row) => ({
      currency: row.currency,
      orders: row.orders,
      net: { minor: row.netMinor, currency: row.currency },
    }));
}

/** Drops that viewers can see running: live, sold out or paused. */
async function listLive(hub: Hub, brandId: string): Promise<BrandOverview['live']> {
  const now = hub.clock.now();
  const drops = await listRunningDrops(hub.db, { brandId, now });
  return drops.flatMap((drop) => {
    const { id, slug, title, endsAt } = drop;
    const phase = dropPhase(phaseFacts(drop), now.getTime());
    const isRunning = phase === 'live' || phase === 'sold_out' || phase === 'paused';
    const stock = sumStock(offeredPools(drop));
    return isRunning ? [{ id, slug, title, phase, endsAt: endsAt.getTime(), stock }] : [];
  });
}
