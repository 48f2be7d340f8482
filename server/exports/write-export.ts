import { TZDate } from '@date-fns/tz';
import { format } from 'date-fns';
import { idAtShop } from '../checkout/rules/id-at-shop.ts';
import { type Cell, decimalText, writeCsv } from '../platform/csv.ts';
import type { Hub } from '../platform/hub.ts';
import { toNumber } from '../platform/minor.ts';
import { listCreators } from '../reports/list-creators.ts';
import { eachEntry, eachOrder, eachPayout, readNames } from './exports.store.ts';

/** The tables that a brand can have as a file. */
export const EXPORTS = ['orders', 'ledger', 'payouts', 'creators'] as const;
export type ExportKind = (typeof EXPORTS)[number];

type Brand = { id: string; slug: string; currency: string; timeZone: string };

/**
 * One table of a brand as CSV. Amounts are decimals beside their currency; times are ISO in UTC, once
 * more in the brand's zone, and the zone. It comes in pieces that are written as they are asked for: no
 * table is ever held whole.
 */
export function writeExport(
  hub: Hub,
  brand: Brand,
  kind: ExportKind,
): AsyncGenerator<string, void> {
  const { header, rows } = TABLES[kind];
  return writeCsv(header, rows(hub, brand));
}

const TIME_HEADER = ['at', 'at_local', 'time_zone'];

type Rows = AsyncGenerator<Cell[], void>;

const TABLES: Record<
  ExportKind,
  { header: readonly string[]; rows: (hub: Hub, brand: Brand) => Rows }
> = {
  orders: {
    header: [
      ...['order', 'source', 'shop_id', 'channel', 'drop'],
      ...TIME_HEADER,
      ...['captured', 'tax', 'shipping', 'refunded', 'cost', 'currency'],
      ...['sold_by', 'brought_by', 'customer', 'reason'],
    ],
    rows: ordersOf,
  },
  ledger: {
    header: [
      ...['entry', 'transaction', 'kind', 'account', 'creator', 'order'],
      ...TIME_HEADER,
      ...['amount', 'currency', 'memo'],
    ],
    rows: ledgerOf,
  },
  payouts: {
    header: [
      ...['batch', 'creator'],
      ...TIME_HEADER,
      ...['amount', 'currency', 'approved_at', 'paid_at', 'note'],
    ],
    rows: payoutsOf,
  },
  creators: {
    header: [
      ...['creator', 'handle', 'contract'],
      ...TIME_HEADER,
      ...['visits', 'orders', 'customers_brought', 'net_sales', 'owed', 'paid', 'currency'],
    ],
    rows: creatorsOf,
  },
};

async function* ordersOf(hub: Hub, brand: Brand): Rows {
  const names = await readNames(hub.db, brand.id);
  for await (const order of eachOrder(hub.db, brand.id)) {
    const refunded = order.refunds.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
    const amount = amountsIn(order.currency);
    yield [
      plain(order.number),
      plain(order.source),
      text(idAtShop(order)),
      text(order.channel),
      text(order.drop?.title),
      ...timeCells(order.capturedAt, brand),
      amount(order.capturedMinor),
      amount(order.taxMinor),
      amount(order.shippingMinor),
      amount(refunded),
      amount(order.costMinor),
      plain(order.currency.toUpperCase()),
      text(names.byContract.get(order.contractId ?? '')),
      text(names.byContract.get(order.decision?.ltvContractId ?? '')),
      plain(order.decision?.customerKind ?? ''),
      plain(order.decision?.reason ?? ''),
    ];
  }
}

async function* ledgerOf(hub: Hub, brand: Brand): Rows {
  const names = await readNames(hub.db, brand.id);
  for await (const entry of eachEntry(hub.db, brand.id)) {
    yield [
      plain(entry.id),
      plain(entry.transactionId),
      plain(entry.transaction.kind),
      plain(entry.account),
      text(names.byCreator.get(entry.creatorId ?? '')),
      plain(entry.line?.order?.number ?? ''),
      ...timeCells(entry.at, brand),
      amountsIn(entry.currency)(entry.amountMinor),
      plain(entry.currency.toUpperCase()),
      text(entry.transaction.memo),
    ];
  }
}

async function* payoutsOf(hub: Hub, brand: Brand): Rows {
  const names = await readNames(hub.db, brand.id);
  for await (const payout of eachPayout(hub.db, brand.id)) {
    yield [
      plain(payout.batch.number),
      text(names.byCreator.get(payout.creatorId)),
      ...timeCells(payout.batch.createdAt, brand),
      amountsIn(payout.currency)(payout.amountMinor),
      plain(payout.currency.toUpperCase()),
      plain(payout.batch.approvedAt?.toISOString() ?? ''),
      plain(payout.paidAt?.toISOString() ?? ''),
      text(payout.paidNote),
    ];
  }
}

async function* creatorsOf(hub: Hub, brand: Brand): Rows {
  const asOf = hub.clock.now();
  const creators = await listCreators(hub, brand);
  const amount = amountsIn(brand.currency);
  for (const row of creators) {
    yield [
      text(row.creatorName),
      text(row.handle),
      plain(row.contractState),
      ...timeCells(asOf, brand),
      plain(row.clicks),
      plain(row.orders),
      plain(row.firstClickOrders),
      amount(row.netSales.minor),
      amount(row.owed.minor),
      amount(row.paid.minor),
      plain(brand.currency.toUpperCase()),
    ];
  }
}

function plain(value: string | number): Cell {
  return { plain: String(value) };
}

/** Whatever a person may have typed. */
function text(value: string | null | undefined): Cell {
  return { text: value ?? '' };
}

function amountsIn(currency: string): (minor: bigint | number) => Cell {
  return (minor) => plain(decimalText(toNumber(BigInt(minor)), currency));
}

function timeCells(at: Date, { timeZone }: Brand): Cell[] {
  const local = format(new TZDate(at, timeZone), 'yyyy-MM-dd HH:mm:ss');
  return [plain(at.toISOString()), plain(local), plain(timeZone)];
}
