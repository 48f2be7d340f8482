import { LTV_DAYS } from '../attribution/rules/ltv.ts';
import { boundsOfDay, createDays } from '../platform/days.ts';
import { engineOfDb } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { DEFAULT_TERMS } from '../protocol/contracts.ts';
import type { LtvGroup, LtvRow, LtvTable } from '../protocol/reports.ts';
import {
  type CohortScope,
  type Cut,
  listCurrencies,
  sumCohorts,
  sumCutDays,
} from './cohorts.store.ts';
import { countDue, type SetReader } from './count.store.ts';
import { listReportedContracts, type ReportBrand } from './reports.store.ts';
import { type AgedSums, type CohortSums, ltvRow } from './rules/ltv-row.ts';
import { COHORT_MEASURES, LTV_POINTS } from './rules/measures.ts';

/**
 * What customers were worth by age, per creator, channel or month of their acquisition: from the sums
 * of their cohorts, and from single customers only for the one day of which a part is old enough.
 */
export async function readLtv(
  hub: Hub,
  brand: ReportBrand,
  given: { by: LtvGroup; currency?: string | undefined } & Pick<
    CohortScope,
    'contractId' | 'channel'
  >,
): Promise<LtvTable> {
  const { db } = hub;
  const reader = { db, engine: engineOfDb(db) };
  const { by, contractId, channel } = given;
  const currency = given.currency ?? brand.currency;
  const scope = { brandId: brand.id, currency, contractId, channel };
  const contracts = await listReportedContracts(db, brand.id);
  const asOf = hub.clock.now();
  const windows = contracts.flatMap(({ versions }) =>
    versions.map(({ terms }) => terms.refundWindowDays),
  );
  const aged = await readAged(reader, { scope, by, asOf, windows, timeZone: brand.timeZone });
  const nameOf = new Map(contracts.map((one) => [one.id, one]));
  const rows = [...aged]
    .filter(([key]) => by !== 'contract' || key !== '')
    .map(([key, sums]): LtvRow => {
      const contract = nameOf.get(key);
      return ltvRow(sums, {
        key,
        label: contract?.creatorName ?? key,
        hue: contract?.avatarHue ?? null,
      });
    });
  return {
    currency,
    currencies: await listCurrencies(reader, brand.id),
    asOf: asOf.getTime(),
    rows:
      by === 'month' ? rows.toSorted(byKey) : rows.toSorted((a, b) => b.customers - a.customers),
    all: ltvRow(addAll([...aged.values()]), { key: 'all', label: '', hue: null }),
    freshness: { waiting: await countDue(db) },
  };
}

function byKey(a: LtvRow, b: LtvRow): number {
  return a.key < b.key ? -1 : 1;
}

/** The sums of every group at every age. `windows` are the refund windows that may occur. */
async function readAged(
  reader: SetReader,
  given: {
    scope: CohortScope;
    by: LtvGroup | 'all';
    asOf: Date;
    windows: readonly number[];
    timeZone: string;
  },
): Promise<Map<string, AgedSums>> {
  const { scope, by, asOf, timeZone } = given;
  const refundWindows = [...new Set([DEFAULT_TERMS.refundWindowDays, ...given.windows])];
  const ages = [
    ...LTV_POINTS,
    ...LTV_DAYS.flatMap((days) => refundWindows.map((window) => days + window)),
  ];
  const oldestFirst = [...new Set(ages)].sort((a, b) => b - a);
  const cuts = cutsOf(oldestFirst, { asOf, timeZone });
  const whole = await sumCohorts(reader, { scope, by, cuts });
  const parts = await sumCutDays(reader, { scope, by, cuts });
  const groups = new Map<string, AgedSums & { matured: Sums; settled: Sums }>();
  const groupOf = (key: string) => {
    const known = groups.get(key);
    if (known) return known;
    const fresh = {
      everybody: nothing(),
      matured: newSums(LTV_POINTS),
      settled: newSums(LTV_DAYS),
    };
    groups.set(key, fresh);
    return fresh;
  };
  const addAt = (at: number, row: { key: string; refundWindowDays: number; sums: CohortSums }) => {
    const group = groupOf(row.key);
    const age = oldestFirst[at] ?? 0;
    addTo(group.matured.get(age), row.sums);
    addTo(group.settled.get(age - row.refundWindowDays), row.sums);
  };
  for (const { band, ...row } of whole) {
    addTo(groupOf(row.key).everybody, row.sums);
    // Who is before a cut is before every later one: the younger ages are reached too.
    for (let at = band; at < cuts.length; at += 1) addAt(at, row);
  }
  for (const { cut, ...row } of parts) addAt(cut, row);
  return groups;
}

type Sums = Map<number, CohortSums>;

function cutsOf(
  ages: readonly number[],
  { asOf, timeZone }: { asOf: Date; timeZone: string },
): Cut[] {
  const dayOf = createDays()(timeZone);
  return ages.map((days) => {
    const until = new Date(asOf.getTime() - days * DAY_MS);
    const day = dayOf(until);
    return { day, dayFrom: boundsOfDay(day, timeZone).from, until };
  });
}

const DAY_MS = 86_400_000;

function newSums(ages: readonly number[]): Sums {
  return new Map(ages.map((days) => [days, nothing()]));
}

function nothing(): CohortSums {
  return Object.fromEntries(COHORT_MEASURES.map((one) => [one, 0])) as CohortSums;
}

function addTo(sums: CohortSums | undefined, more: CohortSums): void {
  if (!sums) return;
  for (const one of COHORT_MEASURES) sums[one] += more[one];
}

/** Everybody of all groups as one. */
function addAll(groups: readonly AgedSums[]): AgedSums {
  const all = { everybody: nothing(), matured: newSums(LTV_POINTS), settled: newSums(LTV_DAYS) };
  for (const group of groups) {
    addTo(all.everybody, group.everybody);
    for (const [days, sums] of group.matured) addTo(all.matured.get(days), sums);
    for (const [days, sums] of group.settled) addTo(all.settled.get(days), sums);
  }
  return all;
}
