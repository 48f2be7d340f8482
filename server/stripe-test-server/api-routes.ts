import type Stripe from 'stripe';
import { createAccountLink } from './account-links.ts';
import { createAccount, findAccount } from './accounts.ts';
import { findPayout, listPayouts, listTransactionsOfPayout } from './bank-payouts.ts';
import { draftIdOf } from './checkout-draft.ts';
import { findCheckoutSession } from './checkout-session.ts';
import { createCoupon, findCoupon } from './coupons.ts';
import { createCheckoutSession } from './create-checkout-session.ts';
import { createCustomer, findCustomer } from './customers.ts';
import { answerDispute, closeDispute, findDispute } from './disputes.ts';
import { expireCheckoutSession } from './expire-checkout-session.ts';
import { listAnswer, listPage, readLimit } from './lists.ts';
import type { Params } from './params.ts';
import { findPaymentIntent } from './payment-intents.ts';
import { createRefund, findRefund } from './refunds.ts';
import type { ObjectKind, StoredObjects } from './store.ts';
import { invalidParam, noSuch } from './stripe-fault.ts';
import { createReversal, createTransfer, findTransfer, listTransfers } from './transfers.ts';
import type { World } from './world.ts';

/** One endpoint: `:id` in the path is handed over; the answer is the JSON body. */
export interface ApiRoute {
  method: 'GET' | 'POST';
  path: RegExp;
  answer: (world: World, params: Params, id: string) => object;
}

/** The part of Stripe's API that this server speaks. */
export const API_ROUTES: readonly ApiRoute[] = [
  post('checkout/sessions', createCheckoutSession),
  get('checkout/sessions', listSessions),
  get('checkout/sessions/:id', (world, params, id) => {
    params.finish();
    return findCheckoutSession(world, id);
  }),
  post('checkout/sessions/:id/expire', (world, params, id) => {
    params.finish();
    return expireCheckoutSession(world, id);
  }),
  get('checkout/sessions/:id/line_items', listLineItems),
  get('payment_intents', listBy('payment_intent', { url: '/v1/payment_intents', by: 'customer' })),
  get('payment_intents/:id', (world, params, id) => {
    params.ignore(['client_secret']);
    params.finish();
    return findPaymentIntent(world, id);
  }),
  get('charges', listBy('charge', { url: '/v1/charges', by: 'payment_intent' })),
  get('charges/:id', retrieve('charge', 'charge')),
  post('customers', createCustomer),
  get('customers', listBy('customer', { url: '/v1/customers', by: 'email' })),
  get('customers/:id', (world, params, id) => {
    params.finish();
    return findCustomer(world, id);
  }),
  post('refunds', createRefund),
  get('refunds', listRefunds),
  get('refunds/:id', (world, params, id) => {
    params.finish();
    return findRefund(world, id);
  }),
  get('disputes', listBy('dispute', { url: '/v1/disputes', by: 'charge' })),
  get('disputes/:id', (world, params, id) => {
    params.finish();
    return findDispute(world, id);
  }),
  post('disputes/:id/close', (world, params, id) => {
    params.finish();
    return closeDispute(world, id, 'lost');
  }),
  post('disputes/:id', answerDispute),
  post('accounts', createAccount),
  get('accounts/:id', (world, params, id) => {
    params.finish();
    return findAccount(world, id);
  }),
  post('account_links', createAccountLink),
  post('transfers', createTransfer),
  get('transfers', listTransfers),
  get('transfers/:id', (world, params, id) => {
    params.finish();
    return findTransfer(world, id);
  }),
  post('transfers/:id/reversals', createReversal),
  get('payouts', listPayouts),
  get('payouts/:id', (world, params, id) => {
    params.finish();
    return findPayout(world, id);
  }),
  get('balance_transactions', listTransactionsOfPayout),
  get('balance_transactions/:id', retrieve('balance_transaction', 'balance_transaction')),
  get('payment_methods/:id', retrieve('payment_method', 'PaymentMethod')),
  post('coupons', createCoupon),
  get('coupons/:id', (world, params, id) => {
    params.finish();
    return findCoupon(world, id);
  }),
  get('shipping_rates/:id', retrieve('shipping_rate', 'shipping_rate')),
  get('events', listEvents),
  get('events/:id', retrieve('event', 'event')),
];

function get(path: string, answer: ApiRoute['answer']): ApiRoute {
  return { method: 'GET', path: pathPattern(path), answer };
}

function post(path: string, answer: ApiRoute['answer']): ApiRoute {
  return { method: 'POST', path: pathPattern(path), answer };
}

function pathPattern(path: string): RegExp {
  return new RegExp(`^/v1/${path.replace(':id', '([A-Za-z0-9_]+)')}$`);
}

function retrieve(kind: ObjectKind, noun: string): ApiRoute['answer'] {
  return (world, params, id) => {
    params.finish();
    const found = world.store.find(kind, id);
    if (found === undefined) throw noSuch(noun, { id, param: 'id' });
    return found;
  };
}

function listBy<K extends ObjectKind>(
  kind: K,
  { url, by }: { url: string; by: 'customer' | 'payment_intent' | 'charge' | 'email' },
): (world: World, params: Params) => Stripe.ApiList<StoredObjects[K]> {
  return (world, params) => {
    const wanted = params.text(by);
    const fields = wanted === null ? {} : { [by]: wanted };
    return listPage(world, params, { kind, url, fields });
  };
}

function listSessions(world: World, params: Params) {
  const paymentIntent = params.text('payment_intent');
  const customer = params.text('customer');
  const status = params.choice('status', ['complete', 'expired', 'open']);
  const fields = {
    ...(paymentIntent === null ? {} : { payment_intent: paymentIntent }),
    ...(customer === null ? {} : { customer }),
    ...(status === null ? {} : { status }),
  };
  return listPage(world, params, {
    kind: 'checkout.session',
    url: '/v1/checkout/sessions',
    fields,
  });
}

function listRefunds(world: World, params: Params) {
  const charge = params.text('charge');
  const paymentIntent = params.text('payment_intent');
  const fields = {
    ...(charge === null ? {} : { charge }),
    ...(paymentIntent === null ? {} : { payment_intent: paymentIntent }),
  };
  return listPage(world, params, { kind: 'refund', url: '/v1/refunds', fields });
}

function listLineItems(world: World, params: Params, id: string) {
  findCheckoutSession(world, id);
  const limit = readLimit(params);
  const after = params.text('starting_after');
  params.ignore(['ending_before']);
  params.finish();
  const all = world.store.find('checkout_draft', draftIdOf(id))?.lineItems ?? [];
  const start = after === null ? 0 : all.findIndex((item) => item.id === after) + 1;
  return listAnswer(all.slice(start, start + limit), {
    url: `/v1/checkout/sessions/${id}/line_items`,
    hasMore: all.length > start + limit,
  });
}

function listEvents(world: World, params: Params) {
  const type = params.text('type');
  const types = params.texts('types');
  params.ignore(['delivery_success']);
  const typePatterns = type === null ? types : [type];
  const odd = typePatterns.find((pattern) => !/^[a-z_.*]+$/.test(pattern));
  if (odd !== undefined) {
    throw invalidParam(`Invalid event type: ${odd.slice(0, 40)}`, { param: 'type' });
  }
  return listPage(world, params, { kind: 'event', url: '/v1/events', typePatterns });
}
