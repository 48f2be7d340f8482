import type { AttributionReason } from '../../protocol/attribution.ts';
import { rateInDrop } from '../../protocol/compare-terms.ts';
import type { ContractTerms, Rate } from '../../protocol/contracts.ts';
import type { LineClause } from '../../protocol/payouts.ts';

const MONTH_MS = 30 * 86_400_000;
const DAY_MS = 86_400_000;

export type AgreedRate = { clause: LineClause; rate: Rate };

const NOTHING: AgreedRate = { clause: 'nothing', rate: { bps: 0, flatMinor: 0 } };

/**
 * The rate for this customer by the terms at the claim, in this drop; nothing when the sale does not
 * count at all: the creator bought from herself, or the order is in another currency than the contract.
 */
export function commissionRate(
  terms: ContractTerms,
  sale: {
    customerKind: 'new' | 'existing';
    reason: AttributionReason | null;
    dropId: string | null;
  },
): AgreedRate {
  const { customerKind: kind, reason, dropId } = sale;
  if (reason === 'SELF_REFERRAL' || reason === 'CURRENCY_UNSUPPORTED') return NOTHING;
  const { rate, isOverride } = rateInDrop(terms, { kind, dropId });
  return { clause: isOverride ? 'override' : 'rate', rate };
}

/**
 * The rate of a repeat order that nobody's token sold, by the terms at the acquisition; null when the
 * recurring clause does not reach it. A month is 30 days of 24 hours, as windows of LTV are elapsed time;
 * after the contract's end the clause goes on for the days of its survival.
 */
export function recurringRate(
  { recurring, survivalDays, currency }: ContractTerms,
  order: {
    currency: string;
    capturedAt: Date;
    acquiredAt: Date;
    contractEndedAt: Date | null;
  },
): AgreedRate | null {
  if (!recurring || order.currency !== currency) return null;
  const { capturedAt, acquiredAt, contractEndedAt } = order;
  const isWithin = capturedAt.getTime() < acquiredAt.getTime() + recurring.months * MONTH_MS;
  const survives =
    !contractEndedAt || capturedAt.getTime() < contractEndedAt.getTime() + survivalDays * DAY_MS;
  if (!isWithin || !survives) return null;
  return { clause: 'recurring', rate: { bps: recurring.bps, flatMinor: 0 } };
}
