import { toNumber } from '../platform/minor.ts';
import type { AttributionReason } from '../protocol/attribution.ts';
import { shareOf } from '../protocol/money.ts';
import { type CapName, type EarningLine, LINE_CLAUSES, LINE_KINDS } from '../protocol/payouts.ts';
import type { LineContext, LineWithEntries } from './earnings.store.ts';
import { failureSentence } from './list-batches.ts';
import { postedMinor } from './rules/bookings.ts';
import { type EarningFacts, earningSentence, earningState } from './rules/earning-state.ts';
import { explainEarning } from './rules/explain-earning.ts';
import { earnedMemo } from './rules/memos.ts';

/** One commission line as its creator sees it, from the line, its bookings and its context. */
export function presentEarning(
  line: LineWithEntries,
  context: LineContext,
  timeZone: string,
): EarningLine {
  const facts = factsOf(line);
  const { currency } = line;
  const order = context.orders.get(line.orderId ?? '');
  const decision = context.decisions.get(line.orderId ?? '');
  const kind = LINE_KINDS.find((one) => one === line.kind) ?? 'drop_sale';
  const clause = LINE_CLAUSES.find((one) => one === line.clause) ?? 'rate';
  const cappedBy = line.cappedBy === null ? null : (line.cappedBy as CapName);
  const posted = postedMinor(facts.balance);
  // A fee of a cohort has no moment at which the order alone earned it.
  const earnedMinor = kind === 'ltv_fee' ? posted : facts.earnedMinor;
  const rateKind = line.rateKind === 'new' ? 'new' : 'existing';
  const contractVersion = context.versionNumbers.get(line.contractVersionId) ?? 0;
  const baseMinor = toNumber(line.baseMinor);
  return {
    id: line.id,
    kind,
    orderNumber: order?.number ?? null,
    dropTitle: context.dropTitles.get(line.feeDropId ?? order?.dropId ?? '') ?? '',
    brandName: context.brandNames.get(line.brandId) ?? '',
    earnedAt: line.earnedAt.getTime(),
    state: earningState(facts),
    stateSentence: earningSentence(facts, timeZone),
    holdUntil: line.holdUntil.getTime(),
    amount: { minor: posted, currency },
    earned: { minor: earnedMinor, currency },
    reversed: { minor: Math.max(0, earnedMinor - posted), currency },
    why: {
      contractVersion,
      clause,
      cappedBy,
      rateBps: line.rateBps,
      rateKind,
      base: { minor: baseMinor, currency },
      arithmetic: arithmeticOf(line, cappedBy),
      sentences: explainEarning({
        kind,
        clause,
        cappedBy,
        contractId: line.contractId,
        contractVersion,
        rateKind,
        rateBps: line.rateBps,
        reason: (decision?.reason ?? null) as AttributionReason | null,
        ltvContractId: decision?.ltvContractId ?? null,
      }),
      bookings: bookingsOf(line),
    },
  };
}

/** As it was booked first; of a line that never earned anything, as it was counted. */
function arithmeticOf(line: LineWithEntries, cappedBy: CapName | null): string {
  const first = line.entries.find(({ transaction }) => transaction.kind === 'commission');
  if (first) return first.transaction.memo;
  const [baseMinor, flatMinor] = [toNumber(line.baseMinor), toNumber(line.flatMinor)];
  const rateMinor = flatMinor || shareOf(baseMinor, line.rateBps);
  const minor = toNumber(line.earnedMinor);
  const counted = { flatMinor, baseMinor, netMinor: baseMinor, rateMinor, tierMinor: 0, minor };
  return earnedMemo({ ...line, ...counted, cappedBy });
}

function factsOf(line: LineWithEntries): EarningFacts {
  const inAccount = (name: string) =>
    line.entries
      .filter(({ account }) => account === name)
      .reduce((sum, { amountMinor }) => sum + toNumber(amountMinor), 0);
  const lastOf = (kind: string) =>
    line.entries.findLast(({ transaction }) => transaction.kind === kind)?.transaction.at ?? null;
  const last = line.entries
    .flatMap(({ payoutEntry }) => (payoutEntry ? [payoutEntry.item] : []))
    .findLast(({ batch }) => batch.canceledAt === null);
  return {
    currency: line.currency,
    earnedMinor: toNumber(line.earnedMinor),
    balance: {
      pendingMinor: inAccount('creator_pending'),
      availableMinor: inAccount('creator_available'),
      heldMinor: inAccount('creator_held'),
      clearingMinor: inAccount('payout_clearing'),
      paidMinor: inAccount('creator_paid'),
    },
    holdUntil: line.holdUntil,
    releasedAt: line.releasedAt,
    payout: last
      ? {
          batchNumber: last.batch.number,
          approvedAt: last.batch.approvedAt,
          sentAt: last.sentAt,
          paidAt: last.paidAt,
          failedAt: last.failedAt,
          failure: failureSentence(last.failure),
        }
      : null,
    bookedPaidAt: lastOf('payout'),
    hold: line.holds[0] ?? null,
    reversedAt: lastOf('reversal'),
  };
}

/**
 * One row per booking. A move between two of the creator's accounts shows what arrived; anything else
 * shows by how much the line changed.
 */
function bookingsOf(line: LineWithEntries): EarningLine['why']['bookings'] {
  const byTransaction = new Map<string, LineWithEntries['entries']>();
  for (const entry of line.entries) {
    const same = byTransaction.get(entry.transactionId) ?? [];
    byTransaction.set(entry.transactionId, [...same, entry]);
  }
  return [...byTransaction.values()].flatMap((entries) => {
    const [first] = entries;
    if (!first) return [];
    const amounts = entries.map(({ amountMinor }) => toNumber(amountMinor));
    const change = sumOf(amounts);
    const minor = change === 0 ? sumOf(amounts.filter((amount) => amount > 0)) : change;
    const { at, memo } = first.transaction;
    return [{ at: at.getTime(), memo, amount: { minor, currency: line.currency } }];
  });
}

function sumOf(amounts: readonly number[]): number {
  return amounts.reduce((sum, amount) => sum + amount, 0);
}
