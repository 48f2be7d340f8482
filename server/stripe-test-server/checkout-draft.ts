import type Stripe from 'stripe';
import type { Instrument, ShopperDetails } from './shopper.ts';

/**
 * What stands behind a Checkout Session: the lines that it sells and what its payment will carry.
 * Kept apart because Stripe shows none of it in the session object itself.
 */
export interface CheckoutDraft {
  id: string;
  created: number;
  lineItems: Stripe.LineItem[];
  paymentIntent: {
    metadata: Record<string, string>;
    description: string | null;
    receiptEmail: string | null;
    statementDescriptor: string | null;
    transferGroup: string | null;
  };
  /** The attempt that waits for 3-D Secure; published test numbers only, so nothing is secret. */
  challenged: { shopper: ShopperDetails; instrument: Instrument; methodId: string } | null;
}

/** The id of the draft of a session. */
export function draftIdOf(sessionId: string): string {
  return `draft:${sessionId}`;
}
