import type Stripe from 'stripe';
import { shippingCostOf } from './shipping-options.ts';
import { noSuch } from './stripe-fault.ts';
import { nowSeconds, type World } from './world.ts';

type Session = Stripe.Checkout.Session;

/** A session that nobody paid yet, complete in every field that Stripe's has. */
export function newCheckoutSession(world: World, asked: AskedSession): Session {
  const id = world.newId('cs_test_', 58);
  const shippingCost = shippingCostOf(asked.shippingOptions[0]);
  const emailKnown = asked.customerEmail ?? asked.customer?.email ?? null;
  const session: Session = {
    id,
    object: 'checkout.session',
    adaptive_pricing: { enabled: false },
    after_expiration: null,
    allow_promotion_codes: null,
    allowed_payment_method_types: asked.methodTypes.allowed,
    amount_subtotal: asked.subtotalMinor,
    amount_total: asked.subtotalMinor - asked.discountMinor + (shippingCost?.amount_total ?? 0),
    automatic_tax: { enabled: false, liability: null, provider: null, status: null },
    billing_address_collection: null,
    cancel_url: asked.cancelUrl,
    client_reference_id: asked.clientReferenceId,
    client_secret: null,
    collected_information: null,
    consent: null,
    consent_collection: null,
    created: nowSeconds(world),
    currency: asked.currency,
    currency_conversion: null,
    custom_fields: [],
    custom_text: {
      after_submit: null,
      shipping_address: null,
      submit: null,
      terms_of_service_acceptance: null,
    },
    customer: asked.customer?.id ?? null,
    customer_account: null,
    customer_creation: asked.customer ? null : (asked.customerCreation ?? 'if_required'),
    customer_details: emailKnown === null ? null : customerDetails({ email: emailKnown }),
    customer_email: asked.customerEmail,
    discounts: asked.coupon === null ? [] : [{ coupon: asked.coupon.id, promotion_code: null }],
    expires_at: asked.expiresAt,
    integration_identifier: null,
    invoice: null,
    invoice_creation: null,
    livemode: false,
    locale: asked.locale,
    managed_payments: null,
    metadata: asked.metadata,
    mode: 'payment',
    origin_context: null,
    payment_intent: null,
    payment_link: null,
    payment_method_collection: 'if_required',
    payment_method_configuration_details: null,
    payment_method_options: {},
    payment_method_types: asked.methodTypes.offered,
    payment_status: 'unpaid',
    permissions: null,
    phone_number_collection: { enabled: false },
    recovered_from: null,
    saved_payment_method_options: null,
    setup_intent: null,
    shipping_address_collection: addressCollection(asked.countries),
    shipping_cost: shippingCost,
    shipping_options: asked.shippingOptions,
    status: 'open',
    submit_type: asked.submitType,
    subscription: null,
    success_url: asked.successUrl,
    total_details: {
      amount_discount: asked.discountMinor,
      amount_shipping: shippingCost?.amount_total ?? 0,
      amount_tax: 0,
    },
    ui_mode: 'hosted_page',
    url: `${world.pageBaseUrl()}/c/pay/${id}`,
    wallet_options: null,
  };
  if (asked.displayName !== null) session.branding_settings = branding(asked.displayName);
  return session;
}

/** `GET /v1/checkout/sessions/:id` */
export function findCheckoutSession(world: World, id: string): Session {
  const session = world.store.find('checkout.session', id);
  if (session === undefined) throw noSuch('checkout.session', { id, param: 'session' });
  return session;
}

/** Takes another shipping option and totals the session anew. */
export function withShippingOption(
  session: Session,
  option: Stripe.Checkout.Session.ShippingOption | undefined,
): Session {
  const shippingCost = shippingCostOf(option);
  const shippingMinor = shippingCost?.amount_total ?? 0;
  const discountMinor = session.total_details?.amount_discount ?? 0;
  return {
    ...session,
    shipping_cost: shippingCost,
    amount_total: (session.amount_subtotal ?? 0) - discountMinor + shippingMinor,
    total_details: {
      amount_discount: discountMinor,
      amount_shipping: shippingMinor,
      amount_tax: 0,
    },
  };
}

/** Who paid, as the session shows it. */
export function customerDetails(person: {
  email: string;
  name?: string;
  address?: Stripe.Address | null;
}): Stripe.Checkout.Session.CustomerDetails {
  return {
    address: person.address ?? null,
    business_name: null,
    email: person.email,
    individual_name: null,
    name: person.name ?? null,
    phone: null,
    tax_exempt: 'none',
    tax_ids: [],
  };
}

/** What a session offers to pay with, and the filter that it was created with. */
export interface MethodTypes {
  offered: string[];
  allowed: string[] | null;
}

interface AskedSession {
  currency: string;
  subtotalMinor: number;
  /** Off the lines, by the coupon. */
  discountMinor: number;
  coupon: Stripe.Coupon | null;
  shippingOptions: Stripe.Checkout.Session.ShippingOption[];
  successUrl: string;
  cancelUrl: string | null;
  clientReferenceId: string | null;
  customer: Stripe.Customer | null;
  customerCreation: 'always' | 'if_required' | null;
  customerEmail: string | null;
  displayName: string | null;
  expiresAt: number;
  metadata: Record<string, string>;
  methodTypes: MethodTypes;
  countries: string[] | null;
  locale: Stripe.Checkout.Session.Locale | null;
  submitType: Stripe.Checkout.Session.SubmitType | null;
}

function addressCollection(
  countries: string[] | null,
): Stripe.Checkout.Session.ShippingAddressCollection | null {
  if (countries === null) return null;
  // The SDK lists the countries one by one; the reader has checked their form.
  const allowed = countries as Stripe.Checkout.Session.ShippingAddressCollection.AllowedCountry[];
  return { allowed_countries: allowed };
}

function branding(displayName: string): Stripe.Checkout.Session.BrandingSettings {
  return {
    background_color: '#ffffff',
    border_style: 'rounded',
    button_color: '#0f766e',
    display_name: displayName,
    font_family: 'default',
    icon: null,
    logo: null,
  };
}
