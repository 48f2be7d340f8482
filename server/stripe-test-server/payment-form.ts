import type Stripe from 'stripe';
import { DEBITS, type DebitMethod, debitAmong } from './bank-debits.ts';
import type { FormTree } from './form-body.ts';
import type { Instrument, ShopperDetails } from './shopper.ts';
import { findTestCard } from './test-cards.ts';

/** The fields of the payment page, by their names in the form. */
const FORM_FIELDS = [
  'method',
  'email',
  'number',
  'expiry',
  'cvc',
  'name',
  'account',
  'shippingName',
  'line1',
  'line2',
  'city',
  'postalCode',
  'country',
  'shippingRate',
] as const;
export type FormField = (typeof FORM_FIELDS)[number];
export type FormValues = Record<FormField, string>;
export type FormErrors = Partial<Record<FormField, string>>;

/** A form that can be paid with, or what is wrong with which field, in Stripe's words. */
export type ReadForm =
  | {
      ok: true;
      payment: { instrument: Instrument; shopper: ShopperDetails; shippingRate: string | null };
    }
  | { ok: false; values: FormValues; errors: FormErrors };

/** Reads what the shopper sent for this session. `now` decides whether a card has expired. */
export function readPaymentForm(
  session: Stripe.Checkout.Session,
  form: FormTree,
  now: Date,
): ReadForm {
  const values = readValues(session, form);
  const errors: FormErrors = {};
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(values.email)) {
    errors.email = values.email === '' ? REQUIRED : 'Your email is invalid.';
  }
  if (values.name === '') errors.name = REQUIRED;
  const instrument =
    values.method === 'card'
      ? readCard(values, errors, now)
      : readDebit(values, errors, debitAmong(session.payment_method_types));
  const shipping = session.shipping_address_collection
    ? readShipping(values, errors, session.shipping_address_collection)
    : null;
  if (instrument === null || Object.keys(errors).length > 0) return { ok: false, values, errors };
  const shopper = { email: values.email, name: values.name, shipping };
  return { ok: true, payment: { instrument, shopper, shippingRate: values.shippingRate || null } };
}

/** What a fresh page shows: the e-mail when known, and an address that is good enough for a test. */
export function firstValues(session: Stripe.Checkout.Session): FormValues {
  const countries = session.shipping_address_collection?.allowed_countries ?? [];
  const country = countries.find((code) => code === 'US') ?? countries[0] ?? 'US';
  const asked = session.shipping_address_collection !== null;
  const [option] = session.shipping_options;
  return {
    method: session.payment_method_types.includes('card') ? 'card' : 'debit',
    email: session.customer_details?.email ?? session.customer_email ?? '',
    number: '',
    expiry: '',
    cvc: '',
    name: '',
    account: '',
    shippingName: asked ? 'Robin Tester' : '',
    line1: asked ? '12 Harbour Street' : '',
    line2: '',
    city: asked ? 'Portland' : '',
    postalCode: asked ? '97201' : '',
    country,
    shippingRate: typeof option?.shipping_rate === 'string' ? option.shipping_rate : '',
  };
}

const REQUIRED = 'Required';
const MAX_FIELD_LENGTH = 200;

function readValues(session: Stripe.Checkout.Session, form: FormTree): FormValues {
  const values = firstValues(session);
  for (const field of FORM_FIELDS) {
    const sent = form.get(field);
    if (typeof sent === 'string') values[field] = sent.trim().slice(0, MAX_FIELD_LENGTH);
  }
  // A session that came with an e-mail keeps it, whatever the form says.
  if (session.customer_email !== null) values.email = session.customer_email;
  values.method = methodAllowed(session, values.method);
  return values;
}

function methodAllowed(session: Stripe.Checkout.Session, wanted: string): 'card' | 'debit' {
  const cards = session.payment_method_types.includes('card');
  const debits = debitAmong(session.payment_method_types) !== null;
  if (wanted === 'debit' && debits) return 'debit';
  return cards ? 'card' : 'debit';
}

function readCard(values: FormValues, errors: FormErrors, now: Date): Instrument | null {
  const number = values.number.replace(/[\s-]/g, '');
  const card = findTestCard(number);
  if (!/^\d{12,19}$/.test(number)) errors.number = 'Your card number is incomplete.';
  else if (!passesLuhn(number)) errors.number = 'Your card number is invalid.';
  else if (card === undefined) errors.number = NOT_A_TEST_CARD;
  const expiry = readExpiry(values.expiry, now);
  if (typeof expiry === 'string') errors.expiry = expiry;
  const cvcDigits = card?.brand === 'amex' ? /^\d{4}$/ : /^\d{3}$/;
  if (!cvcDigits.test(values.cvc)) errors.cvc = "Your card's security code is incomplete.";
  if (card === undefined || typeof expiry === 'string') return null;
  return { kind: 'card', card, ...expiry };
}

const NOT_A_TEST_CARD =
  'Your card was declined. Your request was in test mode, but used a non test card. Choose one of the test cards above.';

function readExpiry(text: string, now: Date): { expMonth: number; expYear: number } | string {
  const match = /^(\d{1,2})\s*\/\s*(\d{2}|\d{4})$/.exec(text) ?? /^(\d{2})(\d{2})$/.exec(text);
  if (match === null) return "Your card's expiration date is incomplete.";
  const expMonth = Number(match[1]);
  const year = Number(match[2]);
  const expYear = year < 100 ? 2_000 + year : year;
  if (expMonth < 1 || expMonth > 12) return "Your card's expiration date is invalid.";
  if (expYear > now.getUTCFullYear() + 50) return "Your card's expiration year is invalid.";
  if (expYear < now.getUTCFullYear()) return "Your card's expiration year is in the past.";
  const passed = expYear === now.getUTCFullYear() && expMonth < now.getUTCMonth() + 1;
  return passed ? "Your card's expiration date is in the past." : { expMonth, expYear };
}

/** The check digit of card numbers (ISO/IEC 7812-1). */
function passesLuhn(digits: string): boolean {
  let sum = 0;
  [...digits].reverse().forEach((digit, place) => {
    const doubled = Number(digit) * (place % 2 === 1 ? 2 : 1);
    sum += doubled > 9 ? doubled - 9 : doubled;
  });
  return sum % 10 === 0;
}

function readDebit(
  values: FormValues,
  errors: FormErrors,
  method: DebitMethod | null,
): Instrument | null {
  if (method === null) return null;
  const { paysAccount, failsAccount } = DEBITS[method];
  const account = values.account.replace(/\s/g, '').toUpperCase();
  if (account === paysAccount || account === failsAccount) {
    return { kind: 'debit', method, account, pays: account === paysAccount };
  }
  errors.account = account === '' ? REQUIRED : 'Use one of the two test accounts above.';
  return null;
}

function readShipping(
  values: FormValues,
  errors: FormErrors,
  { allowed_countries: allowed }: Stripe.Checkout.Session.ShippingAddressCollection,
): ShopperDetails['shipping'] {
  for (const field of ['shippingName', 'line1', 'city', 'postalCode'] as const) {
    if (values[field] === '') errors[field] = REQUIRED;
  }
  if (!allowed.some((country) => country === values.country)) {
    errors.country = 'The seller does not ship to this country.';
  }
  const { shippingName, line1, line2, city, postalCode, country } = values;
  return {
    name: shippingName,
    address: { line1, line2: line2 || null, city, postal_code: postalCode, country, state: null },
  };
}
