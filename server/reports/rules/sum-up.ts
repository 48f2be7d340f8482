import type { CountedCustomer, CountedOrder } from './count-customer.ts';
import { COHORT_MEASURES, type CohortMeasure, DAY_MEASURES, type DayMeasure } from './measures.ts';

/** One row of a table of sums: what it is about, and what is to be added to it. */
export type SumRow = Record<string, string | number>;

export type Sums = { days: SumRow[]; linkDays: SumRow[]; cohorts: SumRow[] };

/** Clicks and claims of one link in one drop on one day. They have no currency. */
export type CountedHits = {
  brandId: string;
  contractId: string;
  linkId: string;
  dropId: string;
  day: string;
} & Record<'clicks' | 'human' | 'confirmed' | 'visits' | 'claims', number>;

/** What to add to every table; `taken` is what was added before and no longer holds. */
export function sumUp(changes: {
  orders?: readonly CountedOrder[];
  customers?: readonly CountedCustomer[];
  hits?: readonly CountedHits[];
  taken?: { orders: readonly CountedOrder[]; customers: readonly CountedCustomer[] };
}): Sums {
  const days = newTable(DAY_MEASURES, (row: LinkDayRow) => [
    ['brandId', row.brandId],
    ['currency', row.currency],
    ['day', row.day],
    ['contractId', row.contractId],
    ['channel', row.channel],
  ]);
  const linkDays = newTable(DAY_MEASURES, (row: LinkDayRow) => [
    ['brandId', row.brandId],
    ['currency', row.currency],
    ['day', row.day],
    ['contractId', row.contractId],
    ['channel', row.channel],
    ['linkId', row.linkId],
    ['dropId', row.dropId],
  ]);
  const cohorts = newTable(COHORT_MEASURES, (row: CountedCustomer) => [
    ['brandId', row.brandId],
    ['currency', row.currency],
    ['day', row.day],
    ['contractId', row.contractId],
    ['channel', row.channel],
    ['refundWindowDays', row.refundWindowDays],
  ]);
  const addDay = (row: LinkDayRow, sign: 1 | -1) => {
    days.add(row, row.sums, sign);
    linkDays.add(row, row.sums, sign);
  };
  const addOrder = (order: CountedOrder, sign: 1 | -1) => {
    addDay(saleOf(order), sign);
    addDay(creditOf(order), sign);
  };
  for (const order of changes.taken?.orders ?? []) addOrder(order, -1);
  for (const order of changes.orders ?? []) addOrder(order, 1);
  for (const one of changes.taken?.customers ?? []) cohorts.add(one, one, -1);
  for (const one of changes.customers ?? []) cohorts.add(one, one, 1);
  for (const hits of changes.hits ?? []) {
    addDay({ ...hits, currency: '', channel: 'creator', sums: hits }, 1);
  }
  return { days: days.rows(), linkDays: linkDays.rows(), cohorts: cohorts.rows() };
}

type LinkDayRow = Pick<
  CountedOrder,
  'brandId' | 'currency' | 'day' | 'contractId' | 'channel' | 'linkId' | 'dropId'
> & { sums: Partial<Record<DayMeasure, number>> };

/** The order on the contract, link and drop that sold it. */
function saleOf(order: CountedOrder): LinkDayRow {
  return { ...order, sums: { ...order, orders: 1, refundedOrders: order.isRefunded ? 1 : 0 } };
}

/** The same order on the contract and link that brought its customer. */
function creditOf(order: CountedOrder): LinkDayRow {
  const { creditContractId: contractId, creditChannel: channel, creditLinkId: linkId } = order;
  const sums = {
    newCustomers: order.isFirst ? 1 : 0,
    creditedOrders: 1,
    creditedMinor: order.netMinor,
  };
  return { ...order, contractId, channel, linkId, sums };
}

type Measure = DayMeasure | CohortMeasure;

/** Sums by key; a row that nothing is left to add to is left out. */
function newTable<Row, M extends Measure>(
  measures: readonly M[],
  keyOf: (row: Row) => [string, string | number][],
) {
  const table = new Map<string, SumRow>();
  return {
    add(row: Row, amounts: Partial<Record<M, number>>, sign: 1 | -1): void {
      const key = keyOf(row);
      const id = key.map(([, value]) => value).join('\n');
      let found = table.get(id);
      if (!found) {
        found = Object.fromEntries([...key, ...measures.map((one) => [one, 0] as const)]);
        table.set(id, found);
      }
      for (const one of measures) {
        const amount = amounts[one];
        if (amount) found[one] = (found[one] as number) + sign * amount;
      }
    },
    rows: () => [...table.values()].filter((row) => measures.some((one) => row[one] !== 0)),
  };
}
