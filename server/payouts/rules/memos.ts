import type { OrderMoney } from '../../checkout/rules/net-of-order.ts';
import type { LtvClause } from '../../protocol/contracts.ts';
import { formatMinor } from '../../protocol/money.ts';
import { CAPS, type CapName } from '../../protocol/payouts.ts';

/** "15 %", "12.5 %": basis points as people read them. */
function percent(rateBps: number): string {
  return `${Number((rateBps / 100).toFixed(2))} %`;
}

/** Money in the sentences of the ledger, which are written in English once and for all. */
export function money(minor: number, currency: string): string {
  return formatMinor(minor, currency, 'en-GB');
}

/** What the arithmetic of one line is made of. */
export type Counted = {
  clause: string;
  rateBps: number;
  flatMinor: number;
  currency: string;
  /** What the rate is applied to, and what it was at the capture. */
  netMinor: number;
  baseMinor: number;
  /** Before caps: what the rate gives and what the tiers add. */
  rateMinor: number;
  tierMinor: number;
  minor: number;
  cappedBy: CapName | null;
};

/**
 * "15 % of €98.00 net = €14.70", with the clause where it is another than the rate, what tiers add, and
 * the cap that cut it.
 */
export function earnedMemo(line: Counted): string {
  const { currency, rateMinor, tierMinor, minor, cappedBy } = line;
  const clause = { override: 'Override of this drop: ', recurring: 'Recurring clause: ' };
  const name = clause[line.clause as keyof typeof clause] ?? '';
  const tier = tierMinor === 0 ? '' : ` + tier ${money(tierMinor, currency)}`;
  const cut = cappedBy === null ? '' : `, cut to ${CAPS[cappedBy]}: ${money(minor, currency)}`;
  return `${name}${rateText(line)} = ${money(rateMinor, currency)}${tier}${cut}`;
}

function rateText({ rateBps, flatMinor, netMinor, baseMinor, currency }: Counted): string {
  if (flatMinor === 0) return `${percent(rateBps)} of ${money(netMinor, currency)} net`;
  const part = netMinor === baseMinor ? '' : ` of ${money(baseMinor, currency)}`;
  return `${money(flatMinor, currency)} per order, for ${money(netMinor, currency)}${part} net`;
}

/** Why a line changed after it was earned, with the arithmetic. */
export function differenceMemo(line: Counted & { cause: Cause; differenceMinor: number }): string {
  const { currency, cause, differenceMinor } = line;
  const change = money(Math.abs(differenceMinor), currency);
  if (cause === 'Review') {
    return differenceMinor < 0
      ? `Review confirmed the flag: ${change} is taken back`
      : `Review undone: ${earnedMemo(line)}, so ${change} is given again`;
  }
  if (cause === 'Other sales of the period' || cause === 'Decided anew') {
    const way = differenceMinor < 0 ? 'is taken back' : 'is added';
    return `${cause}: ${earnedMemo(line)}, so ${change} ${way}`;
  }
  return differenceMinor < 0
    ? `${cause}: ${earnedMemo(line)} is left, so ${change} is taken back`
    : `${cause} undone: ${earnedMemo(line)}, so ${change} is given again`;
}

export type Cause =
  | 'Review'
  | 'Refund'
  | 'Dispute'
  | 'Refund and dispute'
  | 'Decided anew'
  | 'Other sales of the period';

/** An order's part of the LTV fee of its cohort, with what the fee is counted from. */
export function ltvMemo(fee: {
  clause: LtvClause;
  month: string;
  currency: string;
  feeMinor: number;
  customers: number;
  netMinor: number;
  isCapped: boolean;
}): string {
  const { clause, month, currency, feeMinor, customers, netMinor, isCapped } = fee;
  const average = money(Math.floor((2 * netMinor + customers) / (2 * customers)), currency);
  const how =
    clause.bps > 0
      ? `${percent(clause.bps)} of the excess over ${money(clause.thresholdMinor, currency)} each`
      : `${money(clause.flatMinor, currency)} for each, above ${money(clause.thresholdMinor, currency)}`;
  const cut = isCapped ? `, cut to ${CAPS.ltv}` : '';
  return `LTV clause: ${customers} customers of ${month}, settled LTV ${clause.days} ${average}: ${how} = ${money(feeMinor, currency)}${cut}`;
}

/** Its first booking, or what changed since. */
export function ltvShareMemo(share: {
  fee: string;
  currency: string;
  targetMinor: number;
  differenceMinor: number;
  isFirst: boolean;
  cappedBy: CapName | null;
}): string {
  const { fee, currency, targetMinor, differenceMinor, isFirst, cappedBy } = share;
  const cut = cappedBy === 'joint' ? `, cut to ${CAPS.joint}` : '';
  const part = `this order’s part ${money(targetMinor, currency)}${cut}`;
  if (isFirst) return `${fee}; ${part}`;
  const change = money(Math.abs(differenceMinor), currency);
  const way = differenceMinor < 0 ? 'is taken back' : 'is added';
  return `${fee}; counted anew, ${part}, so ${change} ${way}`;
}

export function dropFeeMemo(fee: { title: string; amountMinor: number; currency: string }) {
  return `Fee for the drop “${fee.title}”: ${money(fee.amountMinor, fee.currency)}`;
}

/** Why an order is not worth what it was, in a word or two. */
export function causeOfDifference({
  refunds,
  disputes,
}: Pick<OrderMoney, 'refunds' | 'disputes'>): Cause {
  if (refunds.length + disputes.length === 0) return 'Decided anew';
  if (disputes.length === 0) return 'Refund';
  return refunds.length === 0 ? 'Dispute' : 'Refund and dispute';
}

export function releaseMemo({ amountMinor, currency }: { amountMinor: number; currency: string }) {
  return `Hold ended: ${money(amountMinor, currency)} can be paid out`;
}

export function payoutMemo(batchNumber: number, sent: { amountMinor: number; currency: string }) {
  return `Paid out with batch ${batchNumber}: ${money(sent.amountMinor, sent.currency)}`;
}

/** What a line's money is kept for: the sentence that stands in the ledger for ever. */
export function holdMemo(held: { amountMinor: number; currency: string; reason: string }) {
  return `Set aside (${held.reason}): ${money(held.amountMinor, held.currency)} waits for a decision`;
}

export function holdReleasedMemo({
  amountMinor,
  currency,
}: {
  amountMinor: number;
  currency: string;
}) {
  return `No longer set aside: ${money(amountMinor, currency)}`;
}

type Sent = { amountMinor: number; currency: string };

export function sendingMemo(batchNumber: number, sent: Sent) {
  return `On its way with batch ${batchNumber}: ${money(sent.amountMinor, sent.currency)}`;
}

export function payoutFailedMemo(batchNumber: number, sent: Sent) {
  return `Not sent with batch ${batchNumber}: ${money(sent.amountMinor, sent.currency)} is available again`;
}

export function payoutReturnedMemo(batchNumber: number, returned: Sent) {
  return `Came back from batch ${batchNumber}: ${money(returned.amountMinor, returned.currency)} is available again`;
}
