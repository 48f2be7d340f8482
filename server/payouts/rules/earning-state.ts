import type { EarningState } from '../../protocol/payouts.ts';
import { type LineBalance, postedMinor } from './bookings.ts';
import { money } from './memos.ts';

/** What a line's place on the ladder depends on. */
export type EarningFacts = {
  currency: string;
  earnedMinor: number;
  balance: LineBalance;
  holdUntil: Date;
  releasedAt: Date | null;
  /** The last payout that took the line's money. */
  payout: {
    batchNumber: number;
    approvedAt: Date | null;
    sentAt: Date | null;
    paidAt: Date | null;
    failedAt: Date | null;
    /** A whole sentence. */
    failure: string | null;
  } | null;
  /** When the line's money was last booked as paid. */
  bookedPaidAt: Date | null;
  /** Why the line's money is set aside now; the oldest open hold. */
  hold: { reason: string; heldAt: Date } | null;
  /** When the last refund took something back. */
  reversedAt: Date | null;
};

/**
 * On hold (or set aside while a hold is open) → available → in payout → sending → sent → paid; failed
 * when a payout did not go through, until it goes out again; reversed when refunds have taken back all
 * of it, and no commission when there never was any. What was paid stays paid, also when a part is
 * taken back later: that part is netted, the line is not edited.
 */
export function earningState(facts: EarningFacts): EarningState {
  const { earnedMinor, balance, releasedAt, payout, hold } = facts;
  if (earnedMinor === 0 && postedMinor(balance) === 0) return 'no_commission';
  if (postedMinor(balance) === 0) return 'reversed';
  if (hold && balance.paidMinor === 0 && balance.clearingMinor === 0) return 'held';
  if (releasedAt === null) return 'on_hold';
  if (balance.clearingMinor !== 0) return 'sending';
  if (balance.availableMinor > 0) {
    if (!payout || payout.paidAt || (payout.sentAt && !payout.failedAt)) return 'available';
    return payout.failedAt ? 'failed' : 'in_payout';
  }
  return payout?.sentAt && !payout.paidAt && !payout.failedAt ? 'sent' : 'paid';
}

/** One sentence that says where the money is and what comes next, with dates in this zone. */
export function earningSentence(facts: EarningFacts, timeZone: string): string {
  const { balance, currency, payout } = facts;
  switch (earningState(facts)) {
    case 'no_commission':
      return 'Nothing was earned on this order.';
    case 'reversed':
      return reversedSentence(facts, timeZone);
    case 'held':
      return heldSentence(facts, timeZone);
    case 'on_hold':
      return `On hold until ${day(facts.holdUntil, timeZone)}, then it can be paid out.`;
    case 'available':
      return 'Available: it goes out with the brand’s next payout that reaches the minimum.';
    case 'in_payout':
      return payout?.approvedAt
        ? `In payout ${payout.batchNumber}, approved on ${day(payout.approvedAt, timeZone)}; waiting to be sent.`
        : `In payout ${payout?.batchNumber}, which waits for the brand’s approval.`;
    case 'sending':
      return `Being sent with payout ${payout?.batchNumber}.`;
    case 'sent':
      return `Sent on ${day(payout?.sentAt ?? null, timeZone)} to your payout account; on its way to your bank.${debt(balance, currency)}`;
    case 'failed':
      return `Payout ${payout?.batchNumber} failed on ${day(payout?.failedAt ?? null, timeZone)}: ${payout?.failure ?? ''} The money is yours still and goes out again.`;
    case 'paid':
      return `Paid on ${day(payout?.paidAt ?? facts.bookedPaidAt, timeZone)}.${debt(balance, currency)}`;
  }
}

/** "12 Dec 2026", in a zone. */
function day(at: Date | null, timeZone: string): string {
  if (!at) return '–';
  const form = { timeZone, day: 'numeric', month: 'short', year: 'numeric' } as const;
  return new Intl.DateTimeFormat('en-GB', form).format(at);
}

function reversedSentence(facts: EarningFacts, timeZone: string): string {
  const { balance, currency, reversedAt, hold } = facts;
  const when = reversedAt ? ` on ${day(reversedAt, timeZone)}` : '';
  const why =
    hold?.reason === 'FRAUD_CONFIRMED'
      ? 'a review found that this sale does not count (FRAUD_HOLD)'
      : 'the order was refunded';
  return `Reversed${when}: ${why}.${debt(balance, currency)}`;
}

function heldSentence({ hold }: EarningFacts, timeZone: string): string {
  const since = day(hold?.heldAt ?? null, timeZone);
  return hold?.reason === 'DISPUTED'
    ? `Set aside since ${since}: the payment is disputed. It goes on when the bank has decided.`
    : `Set aside since ${since} for a review (FRAUD_HOLD): a person of the brand has to look at this sale first. It is never released by time; it goes on when somebody has decided.`;
}

/** What was paid and then taken back. */
function debt({ availableMinor }: LineBalance, currency: string): string {
  return availableMinor < 0
    ? ` ${money(-availableMinor, currency)} of it was taken back later and is netted with the next payout.`
    : '';
}
