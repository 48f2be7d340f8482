import type Stripe from 'stripe';
import { actAsBank, disputeOf } from './act-as-bank.ts';
import { answerSetupRequest } from './answer-setup-request.ts';
import { chooseShipping, isPayable } from './attempt-payment.ts';
import { draftIdOf } from './checkout-draft.ts';
import { type Exchange, readForm, redirect, refuseMethod, sendPage } from './exchange.ts';
import { paymentPage } from './hosted-page.ts';
import { challengePage, closedPage, unknownPage } from './hosted-page-notes.ts';
import { type SubmittedForm, submitChallenge, submitPayment } from './pay-session.ts';
import { type FormErrors, type FormValues, firstValues } from './payment-form.ts';
import { fillFor } from './test-method-tiles.ts';
import type { World } from './world.ts';

/** Answers the hosted payment page (`/c/pay/:session` with its 3-D Secure challenge) and onboarding. */
export async function answerPageRequest(world: World, exchange: Exchange): Promise<void> {
  const url = new URL(exchange.request.url ?? '/', 'http://stripe.test');
  const setup = /^\/setup\/(acl_[A-Za-z0-9]+)$/.exec(url.pathname);
  if (setup !== null) return answerSetupRequest(world, exchange, setup[1] ?? '');
  const match = /^\/c\/pay\/(cs_test_[A-Za-z0-9]+)(\/challenge)?$/.exec(url.pathname);
  const session = match === null ? undefined : world.store.find('checkout.session', match[1] ?? '');
  if (session === undefined) {
    sendPage(exchange, { status: 404, title: 'Not found', body: unknownPage() });
    return;
  }
  const atChallenge = match?.[2] !== undefined;
  const { method } = exchange.request;
  if (method === 'POST') await answerPost(world, exchange, { session, atChallenge });
  else if (method !== 'GET' && method !== 'HEAD') refuseMethod(exchange);
  else if (!isPayable(world, session)) sendClosed(world, exchange, session);
  else if (atChallenge) sendChallenge(world, exchange, session);
  else {
    const values = {
      ...firstValues(session),
      ...fillFor(session, url.searchParams.get('fill'), fillYear(world)),
    };
    sendForm(world, exchange, { session, values });
  }
}

async function answerPost(
  world: World,
  exchange: Exchange,
  { session, atChallenge }: { session: Stripe.Checkout.Session; atChallenge: boolean },
): Promise<void> {
  const form = await readForm(exchange);
  if (form === null) return;
  if (actAsBank(world, { session, act: form.get('bank') })) {
    redirect(exchange, new URL(String(exchange.request.url), 'http://stripe.test').pathname);
    return;
  }
  const typed = atChallenge ? challengedValues(world, session.id) : typedValues(form);
  const result: SubmittedForm = atChallenge
    ? submitChallenge(world, session.id, form.get('answer') === 'complete')
    : submitPayment(world, session.id, form);
  const after = world.store.find('checkout.session', session.id) ?? session;
  switch (result.kind) {
    case 'invalid':
      sendForm(world, exchange, { session, values: result.values, errors: result.errors });
      return;
    case 'declined':
      sendForm(world, exchange, {
        session: after,
        values: { ...firstValues(after), ...typed },
        alert: result.message,
      });
      return;
    case 'challenge':
      redirect(exchange, `${new URL(String(session.url)).pathname}/challenge`);
      return;
    case 'succeeded':
    case 'pending':
      redirect(exchange, filledSuccessUrl(after) ?? '/');
      return;
    case 'closed':
      // A second press on "Pay" after the first went through ends where the first one does.
      if (after.status === 'complete') redirect(exchange, filledSuccessUrl(after) ?? '/');
      else if (isPayable(world, after)) {
        redirect(exchange, new URL(String(after.url)).pathname);
      } else sendClosed(world, exchange, after);
  }
}

/** What a declined shopper gets back; a card's numbers are typed anew. */
function typedValues(form: ReadonlyMap<string, unknown>): Partial<FormValues> {
  const kept = ['method', 'email', 'name', 'shippingName', 'line1', 'city', 'postalCode'] as const;
  const values: Partial<FormValues> = {};
  for (const field of [...kept, 'country', 'shippingRate'] as const) {
    const typed = form.get(field);
    if (typeof typed === 'string') values[field] = typed;
  }
  return values;
}

/** What the shopper had typed before 3-D Secure. */
function challengedValues(world: World, sessionId: string): Partial<FormValues> {
  const shopper = world.store.find('checkout_draft', draftIdOf(sessionId))?.challenged?.shopper;
  if (shopper === undefined) return {};
  const { email, name, shipping } = shopper;
  const values: Partial<FormValues> = { email, name };
  if (shipping === null) return values;
  const { line1, line2, city, postal_code: postalCode, country } = shipping.address;
  return {
    ...values,
    shippingName: shipping.name,
    line1: line1 ?? '',
    line2: line2 ?? '',
    city: city ?? '',
    postalCode: postalCode ?? '',
    country: country ?? '',
  };
}

function filledSuccessUrl(session: Stripe.Checkout.Session): string | null {
  return session.success_url?.replaceAll('{CHECKOUT_SESSION_ID}', session.id) ?? null;
}

function sendForm(
  world: World,
  exchange: Exchange,
  shown: {
    session: Stripe.Checkout.Session;
    values: FormValues;
    errors?: FormErrors;
    alert?: string;
  },
): void {
  const { values, errors = {}, alert = null } = shown;
  const session = chooseShipping(shown.session, values.shippingRate);
  const merchantName = merchantOf(world, session);
  const body = paymentPage({
    session,
    lineItems: world.store.find('checkout_draft', draftIdOf(session.id))?.lineItems ?? [],
    shippingRates: session.shipping_options.flatMap(
      ({ shipping_rate: id }) => world.store.find('shipping_rate', String(id)) ?? [],
    ),
    merchantName,
    values,
    errors,
    alert,
    fillYear: fillYear(world),
  });
  const failed = alert !== null || Object.keys(errors).length > 0;
  const title = `${failed ? 'Check the form: p' : 'P'}ay ${merchantName}`;
  sendPage(exchange, {
    status: alert === null ? (failed ? 422 : 200) : 402,
    title,
    body,
    origin: session.success_url,
  });
}

function fillYear(world: World): number {
  return world.now().getUTCFullYear() + 2;
}

function sendChallenge(world: World, exchange: Exchange, session: Stripe.Checkout.Session): void {
  const body = challengePage(session, merchantOf(world, session));
  sendPage(exchange, {
    status: 200,
    title: 'Confirm the payment',
    body,
    origin: session.success_url,
  });
}

function sendClosed(world: World, exchange: Exchange, session: Stripe.Checkout.Session): void {
  const merchantName = merchantOf(world, session);
  const dispute = disputeOf(world, session);
  const facts = { merchantName, successUrl: filledSuccessUrl(session), dispute };
  const body = closedPage(session, facts);
  const status = session.status === 'complete' ? 200 : 410;
  sendPage(exchange, { status, title: 'Nothing to pay here', body, origin: session.success_url });
}

function merchantOf(world: World, session: Stripe.Checkout.Session): string {
  return session.branding_settings?.display_name ?? world.merchantName;
}
