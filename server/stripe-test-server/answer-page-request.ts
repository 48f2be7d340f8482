import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type Stripe from 'stripe';
import { chooseShipping, isPayable } from './attempt-payment.ts';
import { draftIdOf } from './checkout-draft.ts';
import { parseForm } from './form-body.ts';
import { paymentPage } from './hosted-page.ts';
import { challengePage, closedPage, unknownPage } from './hosted-page-notes.ts';
import { PAGE_SCRIPT, PAGE_STYLE } from './hosted-page-style.ts';
import { type Html, html, verbatim } from './html.ts';
import { readBody } from './http-body.ts';
import { type SubmittedForm, submitChallenge, submitPayment } from './pay-session.ts';
import { type FormErrors, type FormValues, firstValues } from './payment-form.ts';
import { StripeFault } from './stripe-fault.ts';
import { fillFor } from './test-method-tiles.ts';
import type { World } from './world.ts';

interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
}

/** Answers the hosted payment page: `/c/pay/:session` and its 3-D Secure challenge. */
export async function answerPageRequest(world: World, exchange: Exchange): Promise<void> {
  const url = new URL(exchange.request.url ?? '/', 'http://stripe.test');
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

const MAX_FORM_BYTES = 16_384;

async function answerPost(
  world: World,
  exchange: Exchange,
  { session, atChallenge }: { session: Stripe.Checkout.Session; atChallenge: boolean },
): Promise<void> {
  const form = await readForm(exchange);
  if (form === null) return;
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

async function readForm(exchange: Exchange) {
  try {
    return parseForm(await readBody(exchange.request, MAX_FORM_BYTES));
  } catch (error) {
    if (!(error instanceof StripeFault)) throw error;
    exchange.response.writeHead(error.status, { 'content-type': 'text/plain; charset=utf-8' });
    exchange.response.end(error.message);
    return null;
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
  sendPage(exchange, { status: alert === null ? (failed ? 422 : 200) : 402, title, body, session });
}

function fillYear(world: World): number {
  return world.now().getUTCFullYear() + 2;
}

function sendChallenge(world: World, exchange: Exchange, session: Stripe.Checkout.Session): void {
  const body = challengePage(session, merchantOf(world, session));
  sendPage(exchange, { status: 200, title: 'Confirm the payment', body, session });
}

function sendClosed(world: World, exchange: Exchange, session: Stripe.Checkout.Session): void {
  const facts = { merchantName: merchantOf(world, session), successUrl: filledSuccessUrl(session) };
  const body = closedPage(session, facts);
  const status = session.status === 'complete' ? 200 : 410;
  sendPage(exchange, { status, title: 'Nothing to pay here', body, session });
}

function merchantOf(world: World, session: Stripe.Checkout.Session): string {
  return session.branding_settings?.display_name ?? world.merchantName;
}

function refuseMethod({ response }: Exchange): void {
  response.writeHead(405, { allow: 'GET, HEAD, POST' });
  response.end();
}

function redirect({ response }: Exchange, location: string): void {
  response.writeHead(303, { location, 'cache-control': 'no-store' });
  response.end();
}

function sendPage(
  { request, response }: Exchange,
  page: { status: number; title: string; body: Html; session?: Stripe.Checkout.Session },
): void {
  const nonce = randomBytes(16).toString('base64');
  const hasForm = page.body.markup.includes('id="pay"');
  const document = html`<!doctype html>
<html lang="en"><head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><title>${page.title}</title>
<style nonce="${nonce}">${verbatim(PAGE_STYLE)}</style></head>
<body><header class="banner">Test payment page — no real money moves</header>
${page.body}
${hasForm ? html`<script nonce="${nonce}">${verbatim(PAGE_SCRIPT)}</script>` : null}
</body></html>`;
  response.writeHead(page.status, {
    'content-type': 'text/html; charset=utf-8',
    // "Back" to the answer of a form is drawn from what the browser kept, or not at all.
    'cache-control': request.method === 'POST' ? 'private, no-cache' : 'no-store',
    'content-security-policy': policy(nonce, page.session),
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  });
  response.end(request.method === 'HEAD' ? undefined : document.markup);
}

/** Browsers hold `form-action` against the redirect that follows a form, so the shop is named. */
function policy(nonce: string, session: Stripe.Checkout.Session | undefined): string {
  const shop = session?.success_url ? ` ${new URL(session.success_url).origin}` : '';
  return [
    "default-src 'none'",
    `style-src 'nonce-${nonce}'`,
    `script-src 'nonce-${nonce}'`,
    `form-action 'self'${shop}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
