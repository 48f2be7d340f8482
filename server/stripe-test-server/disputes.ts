import type Stripe from 'stripe';
import { bookBalance } from './balance-transactions.ts';
import { emit } from './events.ts';
import type { Params } from './params.ts';
import { noSuch, StripeFault } from './stripe-fault.ts';
import { nowSeconds, type World } from './world.ts';

/** A cardholder disputes a charge: the bank takes the money back at once. */
export function openDispute(world: World, chargeId: string, amountMinor?: number): Stripe.Dispute {
  const charge = world.store.find('charge', chargeId);
  if (charge === undefined) throw noSuch('charge', { id: chargeId, param: 'charge' });
  if (charge.disputed || charge.status !== 'succeeded') {
    throw new StripeFault(`Charge ${chargeId} cannot be disputed.`);
  }
  const amount = amountMinor ?? charge.amount - charge.amount_refunded;
  const dispute = newDispute(world, { charge, amount });
  dispute.balance_transactions = [
    bookDispute(world, { dispute, amountMinor: -amount, feeMinor: DISPUTE_FEE_MINOR }),
  ];
  world.store.insert('dispute', dispute);
  world.store.update('charge', { ...charge, disputed: true });
  emit(world, { type: 'charge.dispute.created', object: dispute });
  emit(world, { type: 'charge.dispute.funds_withdrawn', object: dispute });
  return dispute;
}

/** The bank decides. A won dispute brings the money back. */
export function closeDispute(
  world: World,
  disputeId: string,
  status: 'won' | 'lost',
): Stripe.Dispute {
  const dispute = findDispute(world, disputeId);
  if (dispute.status === 'won' || dispute.status === 'lost') {
    throw new StripeFault('This dispute is already closed');
  }
  const closed: Stripe.Dispute = { ...dispute, status };
  if (status === 'won') {
    const back = bookDispute(world, { dispute, amountMinor: dispute.amount, feeMinor: 0 });
    closed.balance_transactions = [...dispute.balance_transactions, back];
  }
  world.store.update('dispute', closed);
  emit(world, { type: 'charge.dispute.closed', object: closed });
  if (status === 'won') emit(world, { type: 'charge.dispute.funds_reinstated', object: closed });
  return closed;
}

/**
 * `POST /v1/disputes/:id`: evidence for the bank. As in Stripe's test mode, the texts
 * `winning_evidence` and `losing_evidence` decide the dispute once they are submitted.
 */
export function answerDispute(world: World, params: Params, id: string): Stripe.Dispute {
  const text = params.child('evidence')?.text('uncategorized_text') ?? null;
  const isSubmitted = params.choice('submit', ['true', 'false']) === 'true';
  params.ignore(['metadata']);
  params.finish();
  const dispute = findDispute(world, id);
  if (dispute.status === 'won' || dispute.status === 'lost') {
    throw new StripeFault('This dispute is already closed');
  }
  if (isSubmitted && text === 'winning_evidence') return closeDispute(world, id, 'won');
  if (isSubmitted && text === 'losing_evidence') return closeDispute(world, id, 'lost');
  const updated: Stripe.Dispute = {
    ...dispute,
    evidence: { ...dispute.evidence, uncategorized_text: text },
    status: isSubmitted ? 'under_review' : dispute.status,
  };
  world.store.update('dispute', updated);
  emit(world, { type: 'charge.dispute.updated', object: updated });
  return updated;
}

/** `GET /v1/disputes/:id` */
export function findDispute(world: World, id: string): Stripe.Dispute {
  const dispute = world.store.find('dispute', id);
  if (dispute === undefined) throw noSuch('dispute', { id, param: 'dispute' });
  return dispute;
}

const DISPUTE_FEE_MINOR = 1_500;
const EVIDENCE_SECONDS = 7 * 24 * 3_600;

function bookDispute(
  world: World,
  booking: { dispute: Stripe.Dispute; amountMinor: number; feeMinor: number },
): Stripe.BalanceTransaction {
  const { dispute, amountMinor, feeMinor } = booking;
  return bookBalance(world, {
    type: 'adjustment',
    amountMinor,
    feeMinor,
    currency: dispute.currency,
    source: dispute.id,
    description: `Chargeback for ${dispute.charge}`,
  });
}

function newDispute(
  world: World,
  { charge, amount }: { charge: Stripe.Charge; amount: number },
): Stripe.Dispute {
  const created = nowSeconds(world);
  return {
    id: world.newId('du_'),
    object: 'dispute',
    amount,
    balance_transactions: [],
    charge: charge.id,
    created,
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: NO_EVIDENCE,
    evidence_details: {
      due_by: created + EVIDENCE_SECONDS,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: 'not_submitted',
    },
    intended_submission_method: null,
    is_charge_refundable: false,
    livemode: false,
    metadata: {},
    payment_intent: charge.payment_intent,
    reason: 'fraudulent',
    status: 'needs_response',
  };
}

const NO_EVIDENCE: Stripe.Dispute.Evidence = {
  access_activity_log: null,
  billing_address: null,
  cancellation_policy: null,
  cancellation_policy_disclosure: null,
  cancellation_rebuttal: null,
  customer_communication: null,
  customer_email_address: null,
  customer_name: null,
  customer_purchase_ip: null,
  customer_signature: null,
  duplicate_charge_documentation: null,
  duplicate_charge_explanation: null,
  duplicate_charge_id: null,
  enhanced_evidence: {},
  product_description: null,
  receipt: null,
  refund_policy: null,
  refund_policy_disclosure: null,
  refund_refusal_explanation: null,
  service_date: null,
  service_documentation: null,
  shipping_address: null,
  shipping_carrier: null,
  shipping_date: null,
  shipping_documentation: null,
  shipping_tracking_number: null,
  uncategorized_file: null,
  uncategorized_text: null,
};
