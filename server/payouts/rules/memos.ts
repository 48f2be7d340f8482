import type { OrderMoney } from '../../checkout/rules/net-of-order.ts';
import { formatMinor } from '../../protocol/money.ts';

/** "15 %", "12.5 %": basis points as people read them. */
function percent(rateBps: number): string {
  return `${Number((rateBps / 100).toFixed(2))} %`;
}

/** Money in the sentences of the ledger, which are written in English once and for all. */
export function money(minor: number, currency: string): string {
  return formatMinor(minor, currency, 'en-GB');
}

/** "15 % of €98.00 net = €14.70", with a word when the joint cap cut it. */
export function earnedMemo(line: {
  rateBps: number;
  baseMinor: number;
  earnedMinor: number;
  currency: string;
}): string {
  const { rateBps, baseMinor, earnedMinor, currency } = line;
  const uncapped = Math.floor((baseMinor * rateBps + 5_000) / 10_000);
  const cut =
    uncapped > earnedMinor ? `, cut to the joint cap: ${money(earnedMinor, currency)}` : '';
  return `${percent(rateBps)} of ${money(baseMinor, currency)} net = ${money(uncapped, currency)}${cut}`;
}

/** Why a line changed after it was earned, with the arithmetic. */
export function differenceMemo(change: {
  rateBps: number;
  currency: string;
  netMinor: number;
  targetMinor: number;
  cause: string;
  differenceMinor: number;
}): string {
  const { rateBps, currency, netMinor, targetMinor, cause, differenceMinor } = change;
  if (cause === 'Review')
    return `Review confirmed the flag: ${money(-differenceMinor, currency)} is taken back`;
  const now = `${percent(rateBps)} of ${money(netMinor, currency)} net = ${money(targetMinor, currency)}`;
  return differenceMinor < 0
    ? `${cause}: ${now} is left, so ${money(-differenceMinor, currency)} is taken back`
    : `${cause} undone: ${now}, so ${money(differenceMinor, currency)} is given again`;
}

/** Why an order is not worth what it was, in a word or two. */
export function causeOfDifference({ refunds, disputes }: Pick<OrderMoney, 'refunds' | 'disputes'>) {
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
