import { answerChallenge, attemptPayment, type PaymentResult } from './attempt-payment.ts';
import { DEBITS, debitAmong } from './bank-debits.ts';
import { findCheckoutSession } from './checkout-session.ts';
import type { FormTree } from './form-body.ts';
import { type FormErrors, type FormValues, readPaymentForm } from './payment-form.ts';
import { StripeFault } from './stripe-fault.ts';
import type { World } from './world.ts';

/** What a simulated shopper does at the payment page. */
export interface SimulatedPayment {
  /** A test card's number, a test account's number, or the bank debit by its outcome. */
  card: 'delayed_success' | 'delayed_failure' | (string & {});
  email: string;
  name: string;
  /** The page's test address when the session asks for one and none is given. */
  address?: { line1: string; city: string; postalCode: string; country: string };
  /** How a 3-D Secure challenge is answered; completed when unset. */
  authenticate?: 'complete' | 'fail';
}

export type SubmittedForm =
  | { kind: 'invalid'; values: FormValues; errors: FormErrors }
  | PaymentResult;

/** The page's POST: reads the form for this session and tries to pay with it. */
export function submitPayment(world: World, sessionId: string, form: FormTree): SubmittedForm {
  const session = findCheckoutSession(world, sessionId);
  const read = readPaymentForm(session, form, world.now());
  if (!read.ok) {
    return session.status === 'open' ? { kind: 'invalid', ...read } : { kind: 'closed' };
  }
  return world.store.atomically(() => attemptPayment(world, sessionId, read.payment));
}

/** The page's answer to 3-D Secure. */
export function submitChallenge(world: World, sessionId: string, passed: boolean): PaymentResult {
  return world.store.atomically(() => answerChallenge(world, sessionId, { passed }));
}

/**
 * Pays as a shopper would, through the same form, for simulations and demo data.
 * Throws when the session is closed or the form would show an error.
 */
export function paySession(
  world: World,
  sessionId: string,
  payment: SimulatedPayment,
): 'succeeded' | 'declined' | 'pending' {
  const first = submitPayment(world, sessionId, formOf(world, sessionId, payment));
  const result =
    first.kind === 'challenge'
      ? submitChallenge(world, sessionId, payment.authenticate !== 'fail')
      : first;
  if (result.kind === 'invalid') {
    const wrong = Object.entries(result.errors).map(([field, message]) => `${field}: ${message}`);
    throw new StripeFault(`The payment page refuses this form: ${wrong.join(' ')}`);
  }
  if (result.kind === 'closed' || result.kind === 'challenge') {
    throw new StripeFault(`Checkout Session ${sessionId} takes no payment any more.`);
  }
  return result.kind;
}

function formOf(world: World, sessionId: string, payment: SimulatedPayment): FormTree {
  const { card, email, name, address } = payment;
  const debit = debitAmong(findCheckoutSession(world, sessionId).payment_method_types);
  const account = debit === null ? null : accountOf(card, DEBITS[debit]);
  const expiry = `12/${world.now().getUTCFullYear() + 2}`;
  const fields =
    account === null
      ? { method: 'card', number: card, expiry, cvc: card.startsWith('3782') ? '1234' : '123' }
      : { method: 'debit', account };
  const shipping =
    address === undefined ? { shippingName: name } : { shippingName: name, ...address };
  return new Map(Object.entries({ email, name, ...fields, ...shipping }));
}

function accountOf(
  card: string,
  { paysAccount, failsAccount }: { paysAccount: string; failsAccount: string },
): string | null {
  if (card === 'delayed_success' || card === paysAccount) return paysAccount;
  if (card === 'delayed_failure' || card === failsAccount) return failsAccount;
  return null;
}
