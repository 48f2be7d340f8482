import type Stripe from 'stripe';
import { type Html, html } from './html.ts';
import { formatMoney } from './page-money.ts';

/** The bank's question in a 3-D Secure payment. */
export function challengePage(session: Stripe.Checkout.Session, merchantName: string): Html {
  const total = formatMoney(session.amount_total ?? 0, session.currency ?? 'usd');
  return html`<main class="narrow"><section class="card">
    <h1 class="message">Is this you?</h1>
    <p>Your test bank asks you to confirm ${total} to ${merchantName}.</p>
    <form method="post" class="stack">
      <button name="answer" value="complete">Complete</button>
      <button name="answer" value="fail" class="second">Fail</button>
    </form>
  </section></main>`;
}

/** What a visitor finds where there is nothing to pay (any more), with a way on. */
export function closedPage(
  session: Stripe.Checkout.Session,
  {
    merchantName,
    successUrl,
    dispute,
  }: { merchantName: string; successUrl: string | null; dispute: Stripe.Dispute | null },
): Html {
  if (session.status === 'complete') {
    const on = successUrl === null ? null : button(successUrl, `Continue to ${merchantName}`);
    const way = html`${on}${session.payment_status === 'paid' ? bankControl(dispute) : null}`;
    const message = session.payment_status === 'paid' ? 'Already paid' : 'Payment under way';
    return note(message, {
      text: 'This payment page has done its work. Nothing more is charged.',
      way,
    });
  }
  const way =
    session.cancel_url === null ? null : button(session.cancel_url, `Back to ${merchantName}`);
  return note('This payment page has expired', {
    text: 'Its time is over and nothing was charged. Go back to the shop to start again.',
    way,
  });
}

/** What the payer's bank can do with a payment, one step after the other. */
function bankControl(dispute: Stripe.Dispute | null): Html {
  if (dispute === null) return bankForm([['dispute', 'As the bank: contest this payment']]);
  if (dispute.status === 'won' || dispute.status === 'lost') {
    return html`<p>The payment was contested; the shop has ${dispute.status} the dispute.</p>`;
  }
  return bankForm([
    ['won', 'As the bank: decide for the shop'],
    ['lost', 'As the bank: decide against the shop'],
  ]);
}

function bankForm(acts: readonly (readonly [string, string])[]): Html {
  return html`<form method="post" class="stack">
      ${acts.map(([act, label]) => html`<button name="bank" value="${act}" class="second">${label}</button>`)}
    </form>`;
}

/** A payment page that never was. */
export function unknownPage(): Html {
  return note('There is no such payment page', {
    text: 'The address is wrong or belongs to another test server.',
    way: null,
  });
}

function note(message: string, { text, way }: { text: string; way: Html | null }): Html {
  return html`<main class="narrow"><section class="card">
    <h1 class="message">${message}</h1>
    <p>${text}</p>
    ${way === null ? null : html`<div class="stack">${way}</div>`}
  </section></main>`;
}

function button(url: string, label: string): Html {
  return html`<a class="button" href="${url}">${label}</a>`;
}
