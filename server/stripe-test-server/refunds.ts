import type Stripe from 'stripe';
import { plan } from './agenda.ts';
import { bookBalance } from './balance-transactions.ts';
import { emit } from './events.ts';
import type { Params } from './params.ts';
import { findPaymentIntent } from './payment-intents.ts';
import { invalidParam, noSuch, StripeFault } from './stripe-fault.ts';
import { nowSeconds, type World } from './world.ts';

/** `POST /v1/refunds`: all or part of a charge, never more than is left of it. */
export function createRefund(world: World, params: Params): Stripe.Refund {
  const charge = refundedCharge(world, params);
  const asked = params.integer('amount');
  const reason = params.choice('reason', ['duplicate', 'fraudulent', 'requested_by_customer']);
  const metadata = params.metadata('metadata');
  params.ignore(['refund_application_fee', 'reverse_transfer', 'instructions_email']);
  params.finish();
  const amount = refundableAmount(charge, asked);
  const behaviour = REFUND_BEHAVIOUR[charge.payment_method_details?.card?.last4 ?? 'debit'];
  const refund = newRefund(world, { charge, amount, reason, metadata });
  if (behaviour === 'settle_refund') refund.status = 'pending';
  refund.balance_transaction = bookRefund(world, refund, charge);
  world.store.insert('refund', refund);
  emit(world, { type: 'refund.created', object: refund });
  const refundedMinor = charge.amount_refunded + amount;
  updateRefunded(world, charge, { refundedMinor });
  plan(world, {
    task: behaviour ?? 'settle_refund',
    subject: refund.id,
    dueAt: nowSeconds(world) + world.delayedSeconds,
  });
  return refund;
}

/** `GET /v1/refunds/:id` */
export function findRefund(world: World, id: string): Stripe.Refund {
  const refund = world.store.find('refund', id);
  if (refund === undefined) throw noSuch('refund', { id, param: 'refund' });
  return refund;
}

/** Later: the bank gives the refund its reference, and a pending one succeeds. */
export function settleRefund(world: World, id: string): void {
  const refund = findRefund(world, id);
  const settled: Stripe.Refund = { ...refund, status: 'succeeded' };
  if (refund.destination_details?.type === 'card') {
    settled.destination_details = cardDestination('available');
  }
  world.store.update('refund', settled);
  emit(world, { type: 'refund.updated', object: settled });
}

/** Later: the bank sends the refund back; the charge counts as not refunded by that amount. */
export function failRefund(world: World, id: string): void {
  const refund = findRefund(world, id);
  const failed: Stripe.Refund = {
    ...refund,
    status: 'failed',
    failure_reason: 'expired_or_canceled_card',
  };
  world.store.update('refund', failed);
  const charge = world.store.find('charge', String(refund.charge));
  if (charge !== undefined) {
    const refundedMinor = charge.amount_refunded - refund.amount;
    world.store.update('charge', { ...charge, amount_refunded: refundedMinor, refunded: false });
  }
  emit(world, { type: 'refund.updated', object: failed });
  emit(world, { type: 'refund.failed', object: failed });
}

/** By the last digits of Stripe's test cards; everything else settles at once. */
const REFUND_BEHAVIOUR: Readonly<Record<string, 'settle_refund' | 'fail_refund'>> = {
  debit: 'settle_refund',
  '7726': 'settle_refund',
  '5126': 'fail_refund',
};

function refundedCharge(world: World, params: Params): Stripe.Charge {
  const chargeId = params.text('charge') ?? chargeOfIntent(world, params.text('payment_intent'));
  if (chargeId === null) {
    const message =
      'One of the following params should be provided for this request: payment_intent or charge.';
    throw invalidParam(message, { param: 'payment_intent', code: 'parameter_missing' });
  }
  const charge = world.store.find('charge', chargeId);
  if (charge === undefined) throw noSuch('charge', { id: chargeId, param: 'charge' });
  return charge;
}

function chargeOfIntent(world: World, intentId: string | null): string | null {
  if (intentId === null) return null;
  const intent = findPaymentIntent(world, intentId, 'payment_intent');
  if (intent.status === 'succeeded') return String(intent.latest_charge);
  throw new StripeFault(
    `This PaymentIntent (${intentId}) does not have a successful charge to refund.`,
    { param: 'payment_intent', code: 'payment_intent_unexpected_state' },
  );
}

function refundableAmount(charge: Stripe.Charge, asked: number | null): number {
  if (charge.status !== 'succeeded') {
    throw new StripeFault(`Charge ${charge.id} is not succeeded, so it cannot be refunded.`, {
      param: 'charge',
      code: 'charge_not_refundable',
    });
  }
  if (charge.disputed) {
    throw new StripeFault(`Charge ${charge.id} has been charged back; cannot issue a refund.`, {
      code: 'charge_disputed',
    });
  }
  const leftMinor = charge.amount - charge.amount_refunded;
  if (leftMinor === 0) {
    throw new StripeFault(`Charge ${charge.id} has already been refunded.`, {
      code: 'charge_already_refunded',
    });
  }
  const amount = asked ?? leftMinor;
  if (amount < 1) {
    const message = 'This value must be greater than or equal to 1.';
    throw invalidParam(message, { param: 'amount', code: 'parameter_invalid_integer' });
  }
  if (amount > leftMinor) {
    throw new StripeFault(
      `Refund amount (${amount}) is greater than unrefunded amount on charge (${leftMinor})`,
      { param: 'amount', code: 'amount_too_large' },
    );
  }
  return amount;
}

function newRefund(
  world: World,
  facts: {
    charge: Stripe.Charge;
    amount: number;
    reason: Stripe.Refund.Reason | null;
    metadata: Record<string, string>;
  },
): Stripe.Refund {
  const { charge, amount, reason, metadata } = facts;
  const byCard = charge.payment_method_details?.type === 'card';
  return {
    id: world.newId(byCard ? 're_' : 'pyr_'),
    object: 'refund',
    amount,
    balance_transaction: null,
    charge: charge.id,
    created: nowSeconds(world),
    currency: charge.currency,
    customer: charge.customer,
    customer_account: null,
    destination_details: byCard ? cardDestination('pending') : { type: 'unknown' },
    metadata,
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    reason,
    receipt_number: null,
    source_transfer_reversal: null,
    status: 'succeeded',
    transfer_reversal: null,
  };
}

function cardDestination(status: 'pending' | 'available'): Stripe.Refund.DestinationDetails {
  const reference = status === 'available' ? { reference: '7266123456789012' } : {};
  return {
    type: 'card',
    card: {
      ...reference,
      reference_status: status,
      reference_type: 'acquirer_reference_number',
      type: 'refund',
    },
  };
}

function bookRefund(world: World, refund: Stripe.Refund, charge: Stripe.Charge): string {
  const transaction = bookBalance(world, {
    type: charge.id.startsWith('ch_') ? 'refund' : 'payment_refund',
    amountMinor: -refund.amount,
    feeMinor: 0,
    currency: refund.currency,
    source: refund.id,
    description: 'REFUND FOR CHARGE',
  });
  return transaction.id;
}

function updateRefunded(
  world: World,
  charge: Stripe.Charge,
  { refundedMinor }: { refundedMinor: number },
): void {
  const updated: Stripe.Charge = {
    ...charge,
    amount_refunded: refundedMinor,
    refunded: refundedMinor === charge.amount,
  };
  world.store.update('charge', updated);
  emit(world, { type: 'charge.refunded', object: updated });
}
