import type Stripe from 'stripe';
import { plan } from './agenda.ts';
import { defaultMethodTypes } from './bank-debits.ts';
import { type CheckoutDraft, draftIdOf } from './checkout-draft.ts';
import { type MethodTypes, newCheckoutSession } from './checkout-session.ts';
import { discountLines, readDiscount } from './coupons.ts';
import { findCustomer } from './customers.ts';
import { readLineItems } from './line-items.ts';
import type { Params } from './params.ts';
import { readShippingOptions } from './shipping-options.ts';
import { invalidParam } from './stripe-fault.ts';
import { nowSeconds, type World } from './world.ts';

/** `POST /v1/checkout/sessions`: mode `payment` on the hosted page, with inline prices. */
export function createCheckoutSession(world: World, params: Params): Stripe.Checkout.Session {
  requirePaymentMode(params);
  const draft = readDraft(world, params);
  const currency = draft.lineItems[0]?.currency ?? 'usd';
  const coupon = readDiscount(world, params, currency);
  draft.lineItems = discountLines(draft.lineItems, coupon);
  const session = newCheckoutSession(world, {
    currency,
    subtotalMinor: draft.lineItems.reduce((sum, item) => sum + item.amount_subtotal, 0),
    discountMinor: draft.lineItems.reduce((sum, item) => sum + item.amount_discount, 0),
    coupon,
    shippingOptions: readShippingOptions(world, params),
    successUrl: readUrl(params, 'success_url') ?? refuseMissing(params, 'success_url'),
    cancelUrl: readUrl(params, 'cancel_url'),
    clientReferenceId: params.text('client_reference_id', { maxLength: 200 }),
    customer: readCustomer(world, params),
    customerCreation: params.choice('customer_creation', ['always', 'if_required']),
    customerEmail: readEmail(params),
    displayName: params.child('branding_settings')?.text('display_name') ?? null,
    expiresAt: readExpiry(world, params),
    metadata: params.metadata('metadata'),
    methodTypes: readMethodTypes(params, currency),
    countries: readCountries(params),
    locale: params.text('locale') as Stripe.Checkout.Session.Locale | null,
    submitType: params.choice('submit_type', ['auto', 'book', 'donate', 'pay']),
  });
  params.ignore(IGNORED);
  params.finish();
  requireChargeable(session);
  draft.id = draftIdOf(session.id);
  world.store.insert('checkout.session', session);
  world.store.insert('checkout_draft', draft);
  plan(world, { task: 'expire_session', subject: session.id, dueAt: session.expires_at });
  return session;
}

const IGNORED = [
  'adaptive_pricing',
  'after_expiration',
  'allow_promotion_codes',
  'automatic_tax',
  'billing_address_collection',
  'branding_settings',
  'consent_collection',
  'currency',
  'custom_text',
  'customer_update',
  'integration_identifier',
  'invoice_creation',
  'name_collection',
  'origin_context',
  'payment_method_options',
  'phone_number_collection',
  'saved_payment_method_options',
  'tax_id_collection',
  'wallet_options',
] as const satisfies (keyof Stripe.Checkout.SessionCreateParams)[];

const IGNORED_OF_INTENT = [
  'capture_method',
  'setup_future_usage',
  'shipping',
  'statement_descriptor_suffix',
] as const satisfies (keyof Stripe.Checkout.SessionCreateParams.PaymentIntentData)[];

function requirePaymentMode(params: Params): void {
  const mode = params.requiredText('mode');
  if (mode !== 'payment') {
    throw invalidParam(`This test server takes mode \`payment\` only, not \`${mode}\`.`, {
      param: 'mode',
    });
  }
  const uiMode = params.text('ui_mode');
  if (uiMode !== null && uiMode !== 'hosted_page') {
    throw invalidParam(`This test server takes ui_mode \`hosted_page\` only, not \`${uiMode}\`.`, {
      param: 'ui_mode',
    });
  }
}

function readDraft(world: World, params: Params): CheckoutDraft {
  const intent = params.child('payment_intent_data');
  const draft: CheckoutDraft = {
    id: '',
    created: nowSeconds(world),
    lineItems: readLineItems(world, params),
    paymentIntent: {
      metadata: intent?.metadata('metadata') ?? {},
      description: intent?.text('description', { maxLength: 1_000 }) ?? null,
      receiptEmail: intent?.text('receipt_email') ?? null,
      statementDescriptor: intent?.text('statement_descriptor', { maxLength: 22 }) ?? null,
      transferGroup: intent?.text('transfer_group') ?? null,
    },
    challenged: null,
  };
  intent?.ignore(IGNORED_OF_INTENT);
  return draft;
}

/** An http or https address, given back as it was written so that a template stays a template. */
function readUrl(params: Params, name: string): string | null {
  const text = params.text(name);
  if (text === null) return null;
  const protocol = URL.canParse(text) ? new URL(text).protocol : '';
  if (protocol === 'https:' || protocol === 'http:') return text;
  throw invalidParam('Not a valid URL', { param: params.path(name), code: 'url_invalid' });
}

function refuseMissing(params: Params, name: string): never {
  throw params.missing(name);
}

function readCustomer(world: World, params: Params): Stripe.Customer | null {
  const id = params.text('customer');
  return id === null ? null : findCustomer(world, id, 'customer');
}

function readEmail(params: Params): string | null {
  const email = params.text('customer_email', { maxLength: 800 });
  if (email === null || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) return email;
  throw invalidParam(`Invalid email address: ${email}`, {
    param: 'customer_email',
    code: 'email_invalid',
  });
}

function readExpiry(world: World, params: Params): number {
  const now = nowSeconds(world);
  const expiresAt = params.integer('expires_at');
  if (expiresAt === null) return now + DAY_SECONDS;
  const refuse = (message: string) => invalidParam(message, { param: 'expires_at' });
  if (expiresAt < now + HALF_HOUR_SECONDS) {
    throw refuse(
      'The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.',
    );
  }
  if (expiresAt > now + DAY_SECONDS) {
    throw refuse(
      'The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.',
    );
  }
  return expiresAt;
}

const HALF_HOUR_SECONDS = 1_800;
const DAY_SECONDS = 86_400;

/** The account's methods for this currency, narrowed by what the session allows and excludes. */
function readMethodTypes(params: Params, currency: string): MethodTypes {
  const allowed = params.texts('allowed_payment_method_types');
  const excluded = params.texts('excluded_payment_method_types');
  const offered = defaultMethodTypes(currency).filter(
    (method) => !excluded.includes(method) && (allowed.length === 0 || allowed.includes(method)),
  );
  if (offered.length === 0) {
    throw invalidParam(`No valid payment method types for this Checkout Session in ${currency}.`, {
      param: 'allowed_payment_method_types',
    });
  }
  return { offered, allowed: allowed.length === 0 ? null : allowed };
}

function readCountries(params: Params): string[] | null {
  const collection = params.child('shipping_address_collection');
  if (collection === null) return null;
  const countries = collection.texts('allowed_countries');
  if (countries.length === 0) throw collection.missing('allowed_countries');
  const odd = countries.find((country) => !/^[A-Z]{2}$/.test(country));
  if (odd === undefined) return countries;
  throw invalidParam(`Invalid country: ${odd}`, { param: collection.path('allowed_countries') });
}

/** Stripe charges at least about half a dollar. */
function requireChargeable(session: Stripe.Checkout.Session): void {
  if ((session.amount_total ?? 0) >= 50) return;
  const currency = session.currency ?? '';
  throw invalidParam(
    `The Checkout Session's total amount due must add up to at least 50 minor units of ${currency}.`,
    { param: 'line_items', code: 'amount_too_small' },
  );
}
