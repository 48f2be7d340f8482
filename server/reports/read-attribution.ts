import { engineOfDb } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import type { AttributionGroup, AttributionReport, AttributionRow } from '../protocol/reports.ts';
import { countDue } from './count.store.ts';
import { type DayKey, type DaySums, sumDays } from './days.store.ts';
import { listDropNames, listLinkNames } from './names.store.ts';
import { readTail } from './read-tail.ts';
import { listReportedContracts, type ReportBrand } from './reports.store.ts';
import { reportPeriod, spanOf } from './rules/report-period.ts';

/**
 * Who brought what in a period, by the first click; and beside it, for reference only, what the last
 * click would have said. First clicks are counted on the contract and link of the acquisition, last
 * clicks on those of the claim.
 */
export async function readAttribution(
  hub: Hub,
  brand: ReportBrand,
  { days, by }: { days: number; by: AttributionGroup },
): Promise<AttributionReport> {
  const { db } = hub;
  const { id: brandId, currency, timeZone } = brand;
  const reader = { db, engine: engineOfDb(db) };
  const period = reportPeriod(hub.clock.now(), { days, timeZone });
  const key = KEYS[by];
  const sums = await sumDays(reader, {
    scope: { of: { brandId }, days: spanOf(period) },
    by: ['currency', 'contractId', key],
    measures: MEASURES,
  });
  const own = sums.filter((row) => row.currency === currency || row.currency === '');
  const tail = await readTail(hub, { brandId });
  const late = tail.filter((hit) => period.days.includes(hit.day));
  const names = await namesOf(hub, brandId, by);
  const groups = new Map<string, AttributionRow>();
  const rowOf = (id: string) => {
    const known = groups.get(id);
    if (known) return known;
    const { label, note } = names.get(id) ?? { label: '', note: '' };
    const row = emptyRow({ key: id, label, note }, currency);
    groups.set(id, row);
    return row;
  };
  for (const sum of own) addTo(rowOf(sum[key]), sum);
  for (const hit of late) {
    const row = rowOf(hit[key]);
    row.visits += hit.visits;
    row.claims += hit.claims;
  }
  const unattributed = own.filter(({ contractId }) => contractId === '');
  const money = (minor: number) => ({ minor, currency });
  return {
    currency,
    from: period.from.getTime(),
    to: period.to.getTime(),
    orders: total(own, 'creditedOrders'),
    net: money(total(own, 'creditedMinor')),
    unattributedOrders: total(unattributed, 'creditedOrders'),
    unattributed: money(total(unattributed, 'creditedMinor')),
    rows: [...groups.values()].sort((a, b) => b.credited.minor - a.credited.minor),
    freshness: { waiting: await countDue(db) },
  };
}

const KEYS = { creator: 'contractId', link: 'linkId', drop: 'dropId' } as const satisfies Record<
  AttributionGroup,
  DayKey
>;

const MEASURES = [
  'visits',
  'claims',
  'newCustomers',
  'creditedOrders',
  'creditedMinor',
  'orders',
  'netMinor',
] as const;
type Measure = (typeof MEASURES)[number];
type Sums = DaySums<'contractId', Measure>;

function emptyRow(
  named: Pick<AttributionRow, 'key' | 'label' | 'note'>,
  currency: string,
): AttributionRow {
  const counts = { visits: 0, claims: 0, newCustomers: 0, creditedOrders: 0, lastClickOrders: 0 };
  const none = { minor: 0, currency };
  return { ...named, ...counts, credited: { ...none }, lastClick: { ...none } };
}

/** Of what no creator brought, nothing is shown as a first click of nobody's link. */
function addTo(row: AttributionRow, sums: Sums): void {
  row.visits += sums.visits;
  row.claims += sums.claims;
  row.newCustomers += sums.newCustomers;
  row.creditedOrders += sums.creditedOrders;
  row.credited.minor += sums.creditedMinor;
  row.lastClickOrders += sums.orders;
  row.lastClick.minor += sums.netMinor;
}

function total(rows: readonly Sums[], measure: Measure): number {
  return rows.reduce((sum, row) => sum + row[measure], 0);
}

async function namesOf({ db }: Hub, brandId: string, by: AttributionGroup) {
  if (by === 'link') return listLinkNames(db, { contract: { brandId } });
  if (by === 'drop') return listDropNames(db, { brandId });
  const contracts = await listReportedContracts(db, brandId);
  return new Map(
    contracts.map((one) => [
      one.id,
      { label: one.creatorName, note: one.handle ? `@${one.handle}` : '' },
    ]),
  );
}
