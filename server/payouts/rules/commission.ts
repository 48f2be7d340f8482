import type { AttributionReason } from '../../protocol/attribution.ts';
import type { ContractTerms } from '../../protocol/contracts.ts';
import { shareOf } from '../../protocol/money.ts';

/** What an order's terms say about its drop-sale commission. */
export type CommissionRate = {
  rateBps: number;
  /** The most that all creators together may get from the order, in basis points of its net. */
  capBps: number;
};

/**
 * The rate for this customer by the terms at the claim; 0 when the sale does not count at all: the
 * creator bought from herself, or the order is in another currency than the contract.
 */
export function commissionRate(
  terms: Pick<ContractTerms, 'newCustomerBps' | 'existingCustomerBps'>,
  decision: { customerKind: 'new' | 'existing'; reason: AttributionReason | null },
): number {
  if (decision.reason === 'SELF_REFERRAL' || decision.reason === 'CURRENCY_UNSUPPORTED') return 0;
  return decision.customerKind === 'new' ? terms.newCustomerBps : terms.existingCustomerBps;
}

/**
 * The commission on a net, in minor units: `net × bps`, half up, and never more than the joint cap
 * (rounded down, so that the cap holds to the cent). Always computed anew from the order as it is
 * now; bookings post the difference. So three refunds of 33.33 on 99.99 with 10.00 end at 0.
 */
export function commissionOf(netMinor: number, { rateBps, capBps }: CommissionRate): number {
  const cap = Number((BigInt(netMinor) * BigInt(capBps)) / 10_000n);
  return Math.min(shareOf(netMinor, rateBps), cap);
}
