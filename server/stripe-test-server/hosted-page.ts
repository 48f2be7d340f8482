import type Stripe from 'stripe';
import { DEBITS, debitAmong } from './bank-debits.ts';
import { type Html, html } from './html.ts';
import { formatMoney } from './page-money.ts';
import type { FormErrors, FormField, FormValues } from './payment-form.ts';
import { testMethodTiles } from './test-method-tiles.ts';

/** What the payment page shows. */
export interface PageFacts {
  session: Stripe.Checkout.Session;
  lineItems: Stripe.LineItem[];
  shippingRates: Stripe.ShippingRate[];
  merchantName: string;
  values: FormValues;
  errors: FormErrors;
  /** Why the last attempt failed, when it was not a single field's fault. */
  alert: string | null;
  fillYear: number;
}

/** The payment page's content: what is bought on one side, the form on the other. */
export function paymentPage(facts: PageFacts): Html {
  const { session, alert } = facts;
  const total = money(session, session.amount_total);
  return html`<main>
  <section class="summary" aria-label="Order summary">
    ${session.cancel_url === null ? null : html`<a class="back" href="${session.cancel_url}">← Back to ${facts.merchantName}</a>`}
    <h1>Pay ${facts.merchantName}</h1>
    <p class="total" data-total-due>${total}</p>
    <dl>
      ${facts.lineItems.map((item) => lineRow(session, item))}
      ${discountRow(session)}
      ${session.shipping_cost === null ? null : shippingRow(facts)}
      <div class="sum"><dt>Total due</dt><dd data-total-due>${total}</dd></div>
    </dl>
  </section>
  <form class="card" id="pay" method="post" novalidate>
    ${alert === null ? null : html`<p class="alert" role="alert">${alert}</p>`}
    ${testMethodTiles(session, facts.fillYear)}
    <fieldset>
      <legend>Contact</legend>
      ${field(facts, { name: 'email', label: 'Email', type: 'email', autocomplete: 'email', readonly: session.customer_email !== null })}
    </fieldset>
    ${session.shipping_address_collection === null ? null : addressFields(facts)}
    ${session.shipping_options.length < 2 ? null : shippingChoice(facts)}
    ${paymentFields(facts)}
    <button type="submit" id="submit"><span>Pay <span data-total-due>${total}</span></span></button>
    <p class="hint">Use only the test numbers above. Real cards are refused and nothing is charged.</p>
  </form>
</main>`;
}

function money(session: Stripe.Checkout.Session, amountMinor: number | null): string {
  return formatMoney(amountMinor ?? 0, session.currency ?? 'usd');
}

function lineRow(session: Stripe.Checkout.Session, item: Stripe.LineItem): Html {
  const quantity = item.quantity ?? 1;
  const each = money(session, item.price?.unit_amount ?? 0);
  return html`<div><dt>${item.description}${quantity === 1 ? null : html`<small>Qty ${quantity}, ${each} each</small>`}</dt><dd>${money(session, item.amount_subtotal)}</dd></div>`;
}

function discountRow(session: Stripe.Checkout.Session): Html | null {
  const off = session.total_details?.amount_discount ?? 0;
  if (off === 0) return null;
  return html`<div><dt>Discount</dt><dd>−${money(session, off)}</dd></div>`;
}

function shippingRow({ session, shippingRates }: PageFacts): Html {
  const rate = shippingRates.find(({ id }) => id === session.shipping_cost?.shipping_rate);
  const cost = session.shipping_cost?.amount_total ?? 0;
  return html`<div><dt>Shipping<small data-shipping-name>${rate?.display_name ?? null}</small></dt><dd data-shipping-cost>${costLabel(session, cost)}</dd></div>`;
}

/** Each choice carries what the page would show with it, so that the total never lies. */
function shippingChoice({ session, shippingRates, values }: PageFacts): Html {
  const choices = shippingRates.map((rate) => {
    const cost = rate.fixed_amount?.amount ?? 0;
    const shown = {
      total: money(session, subtotalAfterDiscount(session) + cost),
      cost: costLabel(session, cost),
      name: rate.display_name,
    };
    const checked = rate.id === values.shippingRate ? html` checked` : null;
    return html`<label class="choice"><input type="radio" name="shippingRate" value="${rate.id}" data-shows="${JSON.stringify(shown)}"${checked}>
        <span>${rate.display_name}</span><span>${shown.cost}</span></label>`;
  });
  return html`<fieldset>
      <legend>Shipping</legend>
      ${choices}
    </fieldset>`;
}

function subtotalAfterDiscount(session: Stripe.Checkout.Session): number {
  return (session.amount_subtotal ?? 0) - (session.total_details?.amount_discount ?? 0);
}

function costLabel(session: Stripe.Checkout.Session, cost: number): string {
  return cost === 0 ? 'Free' : money(session, cost);
}

function addressFields(facts: PageFacts): Html {
  return html`<fieldset>
      <legend>Shipping address</legend>
      ${field(facts, { name: 'shippingName', label: 'Full name', autocomplete: 'shipping name' })}
      ${field(facts, { name: 'line1', label: 'Address', autocomplete: 'shipping address-line1' })}
      <div class="pair">
        ${field(facts, { name: 'postalCode', label: 'Postal code', autocomplete: 'shipping postal-code' })}
        ${field(facts, { name: 'city', label: 'City', autocomplete: 'shipping address-level2' })}
      </div>
      ${countryField(facts)}
    </fieldset>`;
}

function countryField({ session, values, errors }: PageFacts): Html {
  const countries = session.shipping_address_collection?.allowed_countries ?? [];
  const names = new Intl.DisplayNames('en', { type: 'region' });
  const options = countries.map(
    (code) =>
      html`<option value="${code}"${code === values.country ? html` selected` : null}>${names.of(code) ?? code}</option>`,
  );
  return html`<div><label for="country">Country</label>
      <select id="country" name="country" autocomplete="shipping country"${invalidMarks('country', errors)}>${options}</select>
      ${errorNote('country', errors)}</div>`;
}

function paymentFields(facts: PageFacts): Html {
  const { session, values } = facts;
  const cards = session.payment_method_types.includes('card');
  const debit = debitAmong(session.payment_method_types);
  const choose = cards && debit !== null;
  const checked = (method: string) => (values.method === method ? html` checked` : null);
  return html`<fieldset>
      <legend>Payment</legend>
      ${
        choose
          ? html`<label class="choice" for="method-card"><input type="radio" name="method" id="method-card" value="card"${checked('card')}>Card</label>
      <label class="choice" for="method-debit"><input type="radio" name="method" id="method-debit" value="debit"${checked('debit')}>${DEBITS[debit].label}</label>`
          : html`<input type="hidden" name="method" value="${cards ? 'card' : 'debit'}">`
      }
      ${cards ? cardFields(facts) : null}
      ${debit === null ? null : html`<div class="by-debit">${field(facts, { name: 'account', label: DEBITS[debit].accountLabel, autocomplete: 'off' })}</div>`}
      ${field(facts, { name: 'name', label: 'Name of the payer', autocomplete: 'name' })}
    </fieldset>`;
}

function cardFields(facts: PageFacts): Html {
  return html`<div class="by-card">
      ${field(facts, { name: 'number', label: 'Card number', autocomplete: 'cc-number', numeric: true, placeholder: '4242 4242 4242 4242' })}
      </div>
      <div class="pair by-card">
        ${field(facts, { name: 'expiry', label: 'Expiry', autocomplete: 'cc-exp', numeric: true, placeholder: 'MM / YY' })}
        ${field(facts, { name: 'cvc', label: 'Security code', autocomplete: 'cc-csc', numeric: true, placeholder: 'CVC' })}
      </div>`;
}

interface FieldLook {
  name: FormField;
  label: string;
  autocomplete: string;
  type?: string;
  numeric?: boolean;
  placeholder?: string;
  readonly?: boolean;
}

function field({ values, errors }: PageFacts, look: FieldLook): Html {
  const { name, label, autocomplete, type = 'text' } = look;
  return html`<div><label for="${name}">${label}</label>
      <input id="${name}" name="${name}" type="${type}" value="${values[name]}" autocomplete="${autocomplete}"${look.numeric ? html` inputmode="numeric"` : null}${look.placeholder === undefined ? null : html` placeholder="${look.placeholder}"`}${look.readonly ? html` readonly` : null}${invalidMarks(name, errors)}>
      ${errorNote(name, errors)}</div>`;
}

function invalidMarks(name: FormField, errors: FormErrors): Html | null {
  if (errors[name] === undefined) return null;
  return html` aria-invalid="true" aria-describedby="${name}-error"`;
}

function errorNote(name: FormField, errors: FormErrors): Html | null {
  const message = errors[name];
  if (message === undefined) return null;
  return html`<p class="error" id="${name}-error">${message}</p>`;
}
