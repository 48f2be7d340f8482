import { LTV_DAYS } from '../../attribution/rules/ltv.ts';
import { disputedMinor, netOfOrder, type OrderMoney } from '../../checkout/rules/net-of-order.ts';
import { type CohortMeasure, LTV_POINTS } from './measures.ts';

/** Everything that the figures of one customer follow from. */
export type CustomerFacts = {
  customerId: string;
  brandId: string;
  /** The brand's calendar day of a moment. */
  dayOf: (at: Date) => string;
  /** Who brought the customer; null: no creator, or not decided yet. */
  acquisition: { contractId: string; linkId: string | null } | null;
  refundWindowDays: number;
  orders: readonly OrderFacts[];
};

export type OrderFacts = OrderMoney & {
  id: string;
  /** Null: sold outside any drop. */
  contractId: string | null;
  /** Where the brand's shop says that it came from; null: it does not say. */
  channel: string | null;
  linkId: string | null;
  dropId: string | null;
  currency: string;
  capturedAt: Date;
  costMinor: number;
  /** What creators have of it by now. */
  commissionMinor: number;
};

/** One order as it goes into the sums. Times are epoch milliseconds. */
export type CountedOrder = {
  orderId: string;
  brandId: string;
  customerId: string;
  contractId: string;
  channel: string;
  linkId: string;
  dropId: string;
  creditContractId: string;
  creditChannel: string;
  creditLinkId: string;
  day: string;
  capturedAt: number;
  currency: string;
  isFirst: boolean;
  isRefunded: boolean;
  capturedMinor: number;
  taxMinor: number;
  shippingMinor: number;
  refundedMinor: number;
  disputedMinor: number;
  netMinor: number;
  costMinor: number;
  commissionMinor: number;
};

/** One customer in one currency as it goes into the sums of its cohort. */
export type CountedCustomer = {
  customerId: string;
  currency: string;
  brandId: string;
  contractId: string;
  channel: string;
  refundWindowDays: number;
  day: string;
  acquiredAt: number;
} & Record<CohortMeasure, number>;

/** The channel of what a creator sold or brought. */
const CREATOR_CHANNEL = 'creator';
/** The channel of what nobody says anything about. */
const ORGANIC_CHANNEL = 'organic';

const DAY_MS = 86_400_000;

/**
 * What one customer adds to every sum, from nothing but the facts as they are now. A customer is
 * acquired with their earliest order, of whatever currency, and is of the channel of that order unless
 * a creator brought them. Per currency there is one row, because two currencies are never added.
 */
export function countCustomer(facts: CustomerFacts): {
  orders: CountedOrder[];
  customers: CountedCustomer[];
} {
  const inOrder = [...facts.orders].sort(
    (a, b) => a.capturedAt.getTime() - b.capturedAt.getTime() || (a.id < b.id ? -1 : 1),
  );
  const [first] = inOrder;
  if (!first) return { orders: [], customers: [] };
  const credit = creditOf(facts, first);
  const orders = inOrder.map((order) => countOrder(facts, order, { credit, first }));
  const currencies = [...new Set(inOrder.map(({ currency }) => currency))];
  const acquiredAt = first.capturedAt;
  const customers = currencies.map((currency) => ({
    customerId: facts.customerId,
    currency,
    brandId: facts.brandId,
    contractId: credit.contractId,
    channel: credit.channel,
    refundWindowDays: facts.refundWindowDays,
    day: facts.dayOf(acquiredAt),
    acquiredAt: acquiredAt.getTime(),
    ...worthOf(
      orders.filter((order) => order.currency === currency),
      acquiredAt.getTime(),
    ),
  }));
  return { orders, customers };
}

type Credit = { contractId: string; channel: string; linkId: string };

function creditOf({ acquisition }: CustomerFacts, first: OrderFacts): Credit {
  if (acquisition) {
    const { contractId, linkId } = acquisition;
    return { contractId, channel: CREATOR_CHANNEL, linkId: linkId ?? '' };
  }
  const channel = first.contractId === null ? first.channel : null;
  return { contractId: '', channel: channel || ORGANIC_CHANNEL, linkId: '' };
}

function countOrder(
  { brandId, customerId, dayOf }: CustomerFacts,
  order: OrderFacts,
  { credit, first }: { credit: Credit; first: OrderFacts },
): CountedOrder {
  const refundedMinor = order.refunds.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  return {
    orderId: order.id,
    brandId,
    customerId,
    contractId: order.contractId ?? '',
    channel: order.contractId === null ? order.channel || ORGANIC_CHANNEL : CREATOR_CHANNEL,
    linkId: order.linkId ?? '',
    dropId: order.dropId ?? '',
    creditContractId: credit.contractId,
    creditChannel: credit.channel,
    creditLinkId: credit.linkId,
    day: dayOf(order.capturedAt),
    capturedAt: order.capturedAt.getTime(),
    currency: order.currency,
    isFirst: order === first,
    isRefunded: refundedMinor > 0,
    capturedMinor: order.capturedMinor,
    taxMinor: order.taxMinor,
    shippingMinor: order.shippingMinor,
    refundedMinor,
    disputedMinor: disputedMinor(order.disputes),
    netMinor: netOfOrder(order),
    costMinor: order.costMinor,
    commissionMinor: order.commissionMinor,
  };
}

/** The windows are elapsed hours: an order at their last millisecond is in, one at their end is not. */
function worthOf(
  orders: readonly CountedOrder[],
  acquiredAt: number,
): Record<CohortMeasure, number> {
  const within = (days: number) =>
    orders.filter(({ capturedAt }) => capturedAt < acquiredAt + days * DAY_MS);
  const value: Partial<Record<CohortMeasure, number>> = { customers: 1, netAll: netOf(orders) };
  for (const days of LTV_POINTS) {
    const inside = within(days);
    value[`net${days}`] = netOf(inside);
    value[`left${days}`] = sum(inside, (one) => one.netMinor - one.costMinor - one.commissionMinor);
  }
  for (const days of LTV_DAYS) {
    const inside = within(days);
    value[`cost${days}`] = sum(inside, ({ commissionMinor }) => commissionMinor);
    const { trillions, rest } = squareOf(netOf(inside));
    value[`trillions${days}`] = trillions;
    value[`squares${days}`] = rest;
    value[`repeats${days}`] = inside.filter(({ netMinor }) => netMinor > 0).length >= 2 ? 1 : 0;
  }
  return value as Record<CohortMeasure, number>;
}

/**
 * The exact square of a net, in two parts, since one integer would not hold the sum of large ones:
 * both parts of a batch add up exactly. Beyond `LARGEST` (40 billion of a currency with cents, forty
 * of the largest sales) a net is squared as if it were that much, and the interval is too narrow.
 */
function squareOf(netMinor: number): { trillions: number; rest: number } {
  const square = BigInt(Math.min(Math.abs(netMinor), LARGEST)) ** 2n;
  return { trillions: Number(square / TRILLION), rest: Number(square % TRILLION) };
}

export const TRILLION = 10n ** 12n;
const LARGEST = 4 * 10 ** 12;

function netOf(orders: readonly CountedOrder[]): number {
  return sum(orders, ({ netMinor }) => netMinor);
}

function sum<Row>(rows: readonly Row[], of: (row: Row) => number): number {
  return rows.reduce((total, row) => total + of(row), 0);
}
