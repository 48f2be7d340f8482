import { grouped } from '../attribution/rules/grouped.ts';
import { boundsOfDay } from '../platform/days.ts';
import { engineOfDb } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import type { CreatorAnalytics, CreatorFunnelRow, Funnel } from '../protocol/reports.ts';
import { countDue, readHitsUntil, type SetReader } from './count.store.ts';
import { type DaySums, sumDays, sumOrders } from './days.store.ts';
import { countHits } from './hits.store.ts';
import { listContractsOfCreator, listDropNames, listLinkNames, type Names } from './names.store.ts';
import { readLtv } from './read-ltv.ts';
import { readTail } from './read-tail.ts';
import {
  type PeriodAsked,
  type ReportPeriod,
  reportPeriod,
  spanOf,
} from './rules/report-period.ts';

type Contract = Awaited<ReturnType<typeof listContractsOfCreator>>[number];

/**
 * What came by a creator's links and what became of it: visits, claims and orders by drop and by link,
 * and what the customers whom this creator brought are worth, per contract. Days are those of each
 * brand, since that is how they were counted; the period is read in the creator's zone.
 */
export async function readAnalytics(
  hub: Hub,
  creator: { id: string; timeZone: string },
  asked: PeriodAsked,
): Promise<CreatorAnalytics> {
  const { db } = hub;
  const reader = { db, engine: engineOfDb(db) };
  const contracts = await listContractsOfCreator(db, creator.id);
  const period = reportPeriod(hub.clock.now(), { ...asked, timeZone: creator.timeZone });
  const of = { contractIds: contracts.map(({ id }) => id) };
  const rows = await sumDays(reader, {
    scope: { of, days: spanOf(period) },
    by: BY,
    measures: MEASURES,
  });
  const earlier = await sumBefore(reader, contracts, period);
  const inside = [...rows, ...(await tailRows(hub, contracts, period))];
  const links = await listLinkNames(db, { contract: { creatorId: creator.id } });
  const drops = await listDropNames(db, {
    id: { in: [...new Set(inside.map(({ dropId }) => dropId))] },
  });
  return {
    from: period.from.getTime(),
    to: period.to.getTime(),
    before: { from: period.before.from.getTime(), to: period.before.to.getTime() },
    now: funnelOf(inside),
    earlier,
    byDrop: groupBy('dropId', inside, { names: drops, contracts }),
    byLink: groupBy('linkId', inside, { names: links, contracts }),
    ltv: await listLtv(hub, contracts),
    series: seriesOf(period, inside),
    freshness: { waiting: await countDue(db) },
  };
}

const BY = ['day', 'currency', 'contractId', 'linkId', 'dropId'] as const;
const MEASURES = ['visits', 'claims', 'orders', 'netMinor', 'commissionMinor'] as const;
type Sums = DaySums<(typeof BY)[number], (typeof MEASURES)[number]>;

/**
 * The earlier days, less what their last one brought after this time of the day. Of clicks whose rows
 * are not kept the time is not known either: they count with their whole day.
 */
async function sumBefore(
  reader: SetReader,
  contracts: readonly Contract[],
  { before }: ReportPeriod,
): Promise<Funnel> {
  const contractIds = contracts.map(({ id }) => id);
  const days = spanOf(before);
  const whole = await sumDays(reader, {
    scope: { of: { contractIds }, days },
    by: [],
    measures: ['visits', 'claims', 'orders'],
  });
  const taken = await readHitsUntil(reader.db);
  const rest: Funnel[] = [];
  for (const brand of new Map(contracts.map((one) => [one.brand.id, one.brand])).values()) {
    const piece = { from: before.to, to: boundsOfDay(days.last, brand.timeZone).to };
    const until = taken && taken < piece.to ? taken : piece.to;
    const hits = await countHits(reader, { scope: { brandId: brand.id }, ...piece, to: until });
    const sold = await sumOrders(reader, { brandId: brand.id, ...piece });
    const late = [
      ...hits.map((hit) => ({ ...hit, orders: 0 })),
      ...sold.map((sums) => ({ ...sums, visits: 0, claims: 0 })),
    ];
    rest.push(...late.filter(({ contractId }) => contractIds.includes(contractId)));
  }
  const [all, less] = [funnelOf(whole), funnelOf(rest)];
  return {
    visits: all.visits - less.visits,
    claims: all.claims - less.claims,
    orders: all.orders - less.orders,
  };
}

async function tailRows(
  hub: Hub,
  contracts: readonly Contract[],
  { days }: ReportPeriod,
): Promise<Sums[]> {
  const rows: Sums[] = [];
  for (const { id, brand } of contracts) {
    const tail = await readTail(hub, { brandId: brand.id });
    const own = tail.filter(({ contractId, day }) => contractId === id && days.includes(day));
    rows.push(
      ...own.map((hit) => ({ ...hit, currency: '', orders: 0, netMinor: 0, commissionMinor: 0 })),
    );
  }
  return rows;
}

function seriesOf({ days }: ReportPeriod, rows: readonly Sums[]): CreatorAnalytics['series'] {
  const ofDay = grouped(rows, ({ day }) => day);
  return days.map((day) => {
    const { visits, orders } = funnelOf(ofDay.get(day) ?? []);
    return { day, visits, orders };
  });
}

function funnelOf(rows: readonly Pick<Sums, 'visits' | 'claims' | 'orders'>[]): Funnel {
  const sum = (of: keyof Funnel) => rows.reduce((total, row) => total + row[of], 0);
  return { visits: sum('visits'), claims: sum('claims'), orders: sum('orders') };
}

/** One row per drop or link; a contract has one brand, and so one currency. */
function groupBy(
  key: 'dropId' | 'linkId',
  rows: readonly Sums[],
  { names, contracts }: { names: Names; contracts: readonly Contract[] },
): CreatorFunnelRow[] {
  const brands = new Map(contracts.map(({ id, brand }) => [id, brand]));
  const groups = grouped(rows, (row) => `${row.contractId} ${row[key]}`);
  return [...groups]
    .map(([id, own]): CreatorFunnelRow => {
      const [first] = own;
      const brand = brands.get(first?.contractId ?? '');
      const currency = brand?.currency ?? '';
      const minor = (of: 'netMinor' | 'commissionMinor') =>
        own.filter((row) => row.currency === currency).reduce((total, row) => total + row[of], 0);
      return {
        key: id,
        label: names.get(first?.[key] ?? '')?.label ?? '',
        brandName: brand?.name ?? '',
        ...funnelOf(own),
        net: { minor: minor('netMinor'), currency },
        earned: { minor: minor('commissionMinor'), currency },
      };
    })
    .filter((row) => row.visits + row.claims + row.orders > 0)
    .sort((a, b) => b.orders - a.orders || b.visits - a.visits);
}

async function listLtv(hub: Hub, contracts: readonly Contract[]): Promise<CreatorAnalytics['ltv']> {
  const found: CreatorAnalytics['ltv'] = [];
  for (const { id, brand } of contracts) {
    const { rows, currency } = await readLtv(hub, brand, { by: 'contract', contractId: id });
    found.push(...rows.map((row) => ({ currency, row: { ...row, label: brand.name } })));
  }
  return found;
}
