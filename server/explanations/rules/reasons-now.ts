import {
  ATTRIBUTION_ADVICE,
  ATTRIBUTION_REASONS,
  type AttributionReason,
  type ReasonView,
} from '../../protocol/attribution.ts';

/** What is true of an order now, beside what was decided when it was paid. */
type OrderNow = {
  /** As it was decided. */
  reason: AttributionReason | null;
  refundedMinor: number;
  /** A dispute is open, or was lost. */
  isDisputed: boolean;
  /** Words of the holds that are open on its lines. */
  holds: readonly string[];
  /** A line earns less than its rate gives, because of a cap. */
  isCapped: boolean;
};

/** Every reason why an order does not count in full, as decided and as it is now; each once. */
export function reasonsNow(order: OrderNow): ReasonView[] {
  const codes: (AttributionReason | null)[] = [
    order.reason,
    ...order.holds.map((word) => (isReason(word) ? word : null)),
    order.isDisputed ? 'DISPUTED' : null,
    order.refundedMinor > 0 ? 'REFUNDED' : null,
    order.isCapped ? 'CAP_REACHED' : null,
  ];
  const known = [...new Set(codes.filter((code) => code !== null))];
  return known.map((code) => ({
    code,
    sentence: ATTRIBUTION_REASONS[code],
    advice: ATTRIBUTION_ADVICE[code],
  }));
}

function isReason(word: string): word is AttributionReason {
  return word in ATTRIBUTION_REASONS;
}
