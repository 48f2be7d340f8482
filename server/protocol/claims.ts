/** What a viewer will pay, frozen when the claim was made. Minor units of `currency`. */
export type Quote = {
  currency: string;
  lines: {
    skuId: string;
    title: string;
    quantity: number;
    unitPriceMinor: number;
    listPriceMinor: number;
    rung: number;
  }[];
  itemsMinor: number;
  shippingMinor: number;
  /** Tax is included in the prices; separate tax comes with tax settings. */
  taxMinor: number;
  totalMinor: number;
  /** What was promised when the units were set aside, whatever the drop says later. */
  shippingPromise: string;
  returnsPromise: string;
  warrantyPromise: string;
};

/** States of a claim; see CLAIMS "States". */
export const CLAIM_STATES = [
  'held',
  'paying',
  'expiring',
  'payment_pending',
  'paid',
  'part_refunded',
  'refunded',
  'released',
  'expired',
  'failed',
] as const;
export type ClaimState = (typeof CLAIM_STATES)[number];

export type ClaimView = {
  id: string;
  state: ClaimState;
  drop: { id: string; slug: string; title: string; brandName: string; imageUrl: string | null };
  creator: { handle: string; displayName: string };
  quote: Quote;
  heldAt: number;
  expiresAt: number;
  /** The one extension is still open. */
  canExtend: boolean;
  order: {
    number: number;
    paidAt: number;
    refundedMinor: number;
    email: string;
  } | null;
};

/** The answer to a successful hold. `access` opens this claim where no cookie can (the widget). */
export type HeldClaim = { claim: ClaimView; access: string };
