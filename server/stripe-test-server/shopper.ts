import type Stripe from 'stripe';
import type { DebitMethod } from './bank-debits.ts';
import type { TestCard } from './test-cards.ts';

/** The person at the payment page. */
export interface ShopperDetails {
  email: string;
  name: string;
  shipping: { name: string; address: Stripe.Address } | null;
}

/** What that person pays with. */
export type Instrument =
  | { kind: 'card'; card: TestCard; expMonth: number; expYear: number }
  | { kind: 'debit'; method: DebitMethod; account: string; pays: boolean };
