import { netOfOrder } from '../checkout/rules/net-of-order.ts';
import { offeredPools } from '../drops/rules/offered-pools.ts';
import { phaseFacts } from '../drops/rules/phase-facts.ts';
import { sumStock } from '../drops/rules/sum-stock.ts';
import type { Hub } from '../platform/hub.ts';
import { dropPhase } from '../protocol/drops.ts';
import type { BrandOverview } from '../protocol/reports.ts';
import { listAttention } from './list-attention.ts';
import { listCreators } from './list-creators.ts';
import {
  countNewCustomers,
  listOrderMoney,
  listRunningDrops,
  type ReportBrand,
  type ReportedOrder,
  sumCommissionByOrder,
} from './reports.store.ts';
import { dayIn, type ReportPeriod, reportPeriod } from './rules/report-period.ts';

/**
 * What the last `days` days were worth, against the days before, by the brand's own calendar. An
 * order counts on the day of its capture with its net as of now; margin is net − cost of goods −
 * what creators have of it.
 */
export async function readOverview(
  hub: Hub,
  brand: ReportBrand,
  { days }: { days: number },
): Promise<BrandOverview> {
  const { db } = hub;
  const now = hub.clock.now();
  const period = reportPeriod(now, { days, timeZone: brand.timeZone });
  const { before } = period;
  const scope = { brandId: brand.id, from: before.from, asOf: now };
  const orders = await listOrderMoney(db, scope);
  const commission = await sumCommissionByOrder(db, scope);
  const inside = orders.filter(({ capturedAt }) => capturedAt >= period.from);
  const earlier = orders.filter(({ capturedAt }) => capturedAt < before.to);
  const creators = await listCreators(hub, { brand, asOf: now });
  const { currency } = brand;
  const money = (minor: number) => ({ minor, currency });
  const net = (some: readonly ReportedOrder[]) => sum(some, (order) => netOfOrder(order, now));
  const margin = (some: readonly ReportedOrder[]) =>
    net(some) - sum(some, ({ id, costMinor }) => costMinor + (commission.get(id) ?? 0));
  return {
    currency,
    from: period.from.getTime(),
    to: period.to.getTime(),
    netRevenue: money(net(inside)),
    netRevenueBefore: money(net(earlier)),
    margin: money(margin(inside)),
    marginBefore: money(margin(earlier)),
    orders: inside.length,
    ordersBefore: earlier.length,
    newCustomers: await countNewCustomers(db, {
      brandId: brand.id,
      from: period.from,
      to: new Date(now.getTime() + 1),
    }),
    newCustomersBefore: await countNewCustomers(db, { brandId: brand.id, ...before }),
    owed: money(sum(creators, ({ owed }) => owed.minor)),
    series: seriesOf(inside, { period, timeZone: brand.timeZone, now }),
    attention: await listAttention(hub, brand),
    live: await listLive(hub, brand.id),
    creators,
  };
}

function seriesOf(
  orders: readonly ReportedOrder[],
  { period, timeZone, now }: { period: ReportPeriod; timeZone: string; now: Date },
): BrandOverview['series'] {
  const dayOf = dayIn(timeZone);
  const points = new Map(period.days.map((day) => [day, { day, netMinor: 0, orders: 0 }]));
  for (const order of orders) {
    const point = points.get(dayOf(order.capturedAt));
    if (!point) continue;
    point.netMinor += netOfOrder(order, now);
    point.orders += 1;
  }
  return [...points.values()];
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

function sum<Row>(rows: readonly Row[], minorOf: (row: Row) => number): number {
  return rows.reduce((total, row) => total + minorOf(row), 0);
}
