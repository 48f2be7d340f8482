import type Stripe from 'stripe';
import { bookBalance, processingFeeMinor } from './balance-transactions.ts';
import { emit } from './events.ts';
import { billingDetails } from './payment-methods.ts';
import type { ShopperDetails } from './shopper.ts';
import type { CardDecline } from './test-cards.ts';
import { nowSeconds, type World } from './world.ts';

/** How an attempt to charge went. A pending charge is settled by `settleCharge`. */
export type ChargeOutcome =
  | { status: 'succeeded' }
  | { status: 'pending' }
  | { status: 'failed'; decline: CardDecline };

/** Charges a payment method for a payment intent and tells of it. */
export function createCharge(
  world: World,
  attempt: {
    intent: Stripe.PaymentIntent;
    method: Stripe.PaymentMethod;
    shopper: ShopperDetails;
    outcome: ChargeOutcome;
    authenticated: boolean;
  },
): Stripe.Charge {
  const { intent, method, shopper, outcome } = attempt;
  const succeeded = outcome.status === 'succeeded';
  const declined = outcome.status === 'failed' ? outcome.decline : null;
  const id = world.newId(method.type === 'card' ? 'ch_' : 'py_');
  const charge: Stripe.Charge = {
    id,
    object: 'charge',
    amount: intent.amount,
    amount_captured: outcome.status === 'failed' ? 0 : intent.amount,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: null,
    billing_details: billingDetails(shopper),
    calculated_statement_descriptor: intent.statement_descriptor ?? 'TEST MERCHANT',
    captured: outcome.status !== 'failed',
    created: nowSeconds(world),
    currency: intent.currency,
    customer: intent.customer,
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: declined?.code ?? null,
    failure_message: declined?.message ?? null,
    fraud_details: {},
    livemode: false,
    metadata: intent.metadata,
    on_behalf_of: null,
    outcome: outcomeOf(outcome),
    paid: outcome.status !== 'failed',
    payment_intent: intent.id,
    payment_method: method.id,
    payment_method_details: methodDetails(method, attempt),
    receipt_email: intent.receipt_email,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    review: null,
    shipping: chargeShipping(shopper),
    source: null,
    source_transfer: null,
    statement_descriptor: intent.statement_descriptor,
    statement_descriptor_suffix: null,
    status: outcome.status,
    transfer_data: null,
    transfer_group: intent.transfer_group,
  };
  if (succeeded) charge.balance_transaction = bookCharge(world, charge);
  world.store.insert('charge', charge);
  emit(world, { type: `charge.${outcome.status}`, object: charge });
  return charge;
}

/** Ends a pending charge: the money came, or the bank refused it. */
export function settleCharge(
  world: World,
  { charge, paid }: { charge: Stripe.Charge; paid: boolean },
): Stripe.Charge {
  const settled: Stripe.Charge = paid
    ? { ...charge, status: 'succeeded', balance_transaction: bookCharge(world, charge) }
    : {
        ...charge,
        status: 'failed',
        paid: false,
        failure_code: 'insufficient_funds',
        failure_message: "The customer's account has insufficient funds to cover this payment.",
      };
  world.store.update('charge', settled);
  emit(world, { type: paid ? 'charge.succeeded' : 'charge.failed', object: settled });
  return settled;
}

function bookCharge(world: World, charge: Stripe.Charge): string {
  const transaction = bookBalance(world, {
    type: charge.id.startsWith('ch_') ? 'charge' : 'payment',
    amountMinor: charge.amount,
    feeMinor: processingFeeMinor(charge.amount),
    currency: charge.currency,
    source: charge.id,
    description: charge.description,
  });
  return transaction.id;
}

function chargeShipping(shopper: ShopperDetails): Stripe.Charge.Shipping | null {
  if (shopper.shipping === null) return null;
  const { name, address } = shopper.shipping;
  return { name, address, carrier: null, phone: null, tracking_number: null };
}

function outcomeOf(outcome: ChargeOutcome): Stripe.Charge.Outcome {
  const declined = outcome.status === 'failed' ? outcome.decline : null;
  return {
    advice_code: null,
    network_advice_code: null,
    network_decline_code: null,
    network_status: declined ? 'declined_by_network' : 'approved_by_network',
    reason: declined?.declineCode ?? null,
    risk_level: 'normal',
    risk_score: 12,
    seller_message: declined ? 'The bank declined the payment.' : 'Payment complete.',
    type: declined ? 'issuer_declined' : 'authorized',
  };
}

function methodDetails(
  method: Stripe.PaymentMethod,
  { intent, authenticated }: { intent: Stripe.PaymentIntent; authenticated: boolean },
): Stripe.Charge.PaymentMethodDetails {
  const { card, us_bank_account, sepa_debit, bacs_debit } = method;
  if (us_bank_account) {
    return { type: method.type, us_bank_account: { ...us_bank_account, payment_reference: null } };
  }
  if (sepa_debit) return { type: method.type, sepa_debit: { ...sepa_debit, mandate: null } };
  if (bacs_debit) return { type: method.type, bacs_debit: { ...bacs_debit, mandate: null } };
  if (!card) return { type: method.type };
  return {
    type: 'card',
    card: {
      amount_authorized: intent.amount,
      authorization_code: '123456',
      brand: card.brand,
      checks: card.checks,
      country: card.country,
      electronic_commerce_indicator: null,
      exp_month: card.exp_month,
      exp_year: card.exp_year,
      fingerprint: card.fingerprint ?? null,
      funding: card.funding,
      installments: null,
      last4: card.last4,
      mandate: null,
      network: card.brand,
      network_transaction_id: null,
      regulated_status: card.regulated_status,
      three_d_secure: authenticated ? AUTHENTICATED : null,
      transaction_link_id: null,
      wallet: null,
    },
  };
}

const AUTHENTICATED: Stripe.Charge.PaymentMethodDetails.Card.ThreeDSecure = {
  authentication_flow: 'challenge',
  electronic_commerce_indicator: '05',
  exemption_indicator: null,
  result: 'authenticated',
  result_reason: null,
  transaction_id: null,
  version: '2.2.0',
};
