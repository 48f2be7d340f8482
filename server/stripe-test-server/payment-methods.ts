import { createHash } from 'node:crypto';
import type Stripe from 'stripe';
import type { Instrument, ShopperDetails } from './shopper.ts';
import { nowSeconds, type World } from './world.ts';

/** Keeps the instrument as a payment method: last four digits and a fingerprint, never the number. */
export function createPaymentMethod(
  world: World,
  { instrument, shopper }: { instrument: Instrument; shopper: ShopperDetails },
): Stripe.PaymentMethod {
  const method: Stripe.PaymentMethod = {
    id: world.newId('pm_'),
    object: 'payment_method',
    billing_details: billingDetails(shopper),
    created: nowSeconds(world),
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: {},
    ...instrumentFields(instrument),
  };
  world.store.insert('payment_method', method);
  return method;
}

/** The same person's details on payment method and charge. */
export function billingDetails(shopper: ShopperDetails): Stripe.Charge.BillingDetails {
  return {
    address: shopper.shipping?.address ?? null,
    email: shopper.email,
    name: shopper.name,
    phone: null,
    tax_id: null,
  };
}

function instrumentFields(
  instrument: Instrument,
): Pick<Stripe.PaymentMethod, 'type' | 'card' | 'us_bank_account' | 'sepa_debit' | 'bacs_debit'> {
  if (instrument.kind === 'card') return { type: 'card', card: cardFields(instrument) };
  const last4 = instrument.account.slice(-4);
  const fingerprint = fingerprintOf(instrument.account);
  switch (instrument.method) {
    case 'us_bank_account':
      return {
        type: 'us_bank_account',
        us_bank_account: {
          account_holder_type: 'individual',
          account_type: 'checking',
          bank_name: 'STRIPE TEST BANK',
          financial_connections_account: null,
          fingerprint,
          last4,
          networks: null,
          routing_number: '110000000',
          status_details: null,
        },
      };
    case 'sepa_debit':
      return {
        type: 'sepa_debit',
        sepa_debit: {
          bank_code: instrument.account.slice(4, 9),
          branch_code: '',
          country: instrument.account.slice(0, 2),
          fingerprint,
          generated_from: null,
          last4,
        },
      };
    case 'bacs_debit':
      return { type: 'bacs_debit', bacs_debit: { fingerprint, last4, sort_code: '108800' } };
  }
}

function cardFields(instrument: Extract<Instrument, { kind: 'card' }>): Stripe.PaymentMethod.Card {
  const { card, expMonth, expYear } = instrument;
  return {
    brand: card.brand,
    checks: {
      address_line1_check: null,
      address_postal_code_check: null,
      cvc_check: card.behaviour === 'succeed' ? 'pass' : 'unchecked',
    },
    country: card.country,
    display_brand: card.brand,
    exp_month: expMonth,
    exp_year: expYear,
    fingerprint: fingerprintOf(card.number),
    funding: 'credit',
    generated_from: null,
    last4: card.number.slice(-4),
    networks: { available: [card.brand], preferred: null },
    regulated_status: 'unregulated',
    three_d_secure_usage: { supported: true },
    wallet: null,
  };
}

/** Equal for equal numbers, as Stripe's, so that fraud rules can compare cards. */
/** The same for the same number, and nothing else can be read from it. */
export function fingerprintOf(number: string): string {
  return createHash('sha256').update(`fingerprint:${number}`).digest('base64url').slice(0, 16);
}
