import type Stripe from 'stripe';
import { DEBITS, debitAmong } from './bank-debits.ts';
import { type Html, html } from './html.ts';
import type { FormValues } from './payment-form.ts';

/** What one tap fills in. */
type Fill = Pick<FormValues, 'method' | 'number' | 'expiry' | 'cvc' | 'account' | 'name'>;

/** The row of test cards; each is a link that also works without a script. */
export function testMethodTiles(session: Stripe.Checkout.Session, fillYear: number): Html {
  const tiles = tilesOf(session, fillYear);
  return html`<fieldset>
      <legend>Test cards</legend>
      <ul class="tests">${tiles.map(
        ({ key, label, note, fill }) =>
          html`<li><a href="?fill=${key}" data-fill="${JSON.stringify(fill)}" data-test-card="${key}">${label}<small>${note}</small></a></li>`,
      )}</ul>
    </fieldset>`;
}

/** What `?fill=…` puts into the form. */
export function fillFor(
  session: Stripe.Checkout.Session,
  key: string | null,
  fillYear: number,
): Partial<FormValues> {
  return tilesOf(session, fillYear).find((tile) => tile.key === key)?.fill ?? {};
}

interface Tile {
  key: string;
  label: string;
  note: string;
  fill: Fill;
}

const CARD_TILES = [
  { key: 'success', label: 'Succeeds', number: '4242424242424242' },
  { key: 'declined', label: 'Declined', number: '4000000000000002' },
  { key: 'insufficient-funds', label: 'No funds', number: '4000000000009995' },
  { key: '3d-secure', label: '3-D Secure', number: '4000002500003155' },
] as const;

function tilesOf(session: Stripe.Checkout.Session, fillYear: number): Tile[] {
  const methods = session.payment_method_types;
  const tiles: Tile[] = [];
  if (methods.includes('card')) {
    const expiry = `12 / ${String(fillYear % 100).padStart(2, '0')}`;
    for (const { key, label, number } of CARD_TILES) {
      const spaced = number.replace(/(\d{4})(?=\d)/g, '$1 ');
      const fill = { method: 'card', number: spaced, expiry, cvc: '123', account: '', name: NAME };
      tiles.push({ key, label, note: `•••• ${number.slice(-4)}`, fill });
    }
  }
  const debit = debitAmong(methods);
  if (debit === null) return tiles;
  const { label, paysAccount, failsAccount } = DEBITS[debit];
  const empty = { method: 'debit', number: '', expiry: '', cvc: '', name: NAME };
  tiles.push(
    {
      key: 'pays-later',
      label: 'Pays later',
      note: label,
      fill: { ...empty, account: paysAccount },
    },
    {
      key: 'fails-later',
      label: 'Fails later',
      note: label,
      fill: { ...empty, account: failsAccount },
    },
  );
  return tiles;
}

const NAME = 'Robin Tester';
