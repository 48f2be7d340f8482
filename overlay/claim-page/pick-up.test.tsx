import { describe, expect, it } from 'vitest';
import type { PickUpView } from '../../server/protocol/claims.ts';
import { EXAMPLE_NOW, exampleClaim, exampleOrder } from '../viewer-page/test-harness.ts';
import { renderClaimPage } from './render-claim-page.tsx';

const PICK_UP: PickUpView = {
  code: 'KM47PA',
  locationName: 'Studio Neukölln',
  street: 'Weserstr. 1',
  postalCode: '12043',
  city: 'Berlin',
  note: 'Fri–Sun, 12–18 h',
  doneAt: null,
};

function pageOf(pickUp: PickUpView, state: 'paid' | 'refunded' = 'paid') {
  const order = exampleOrder({ pickUp, refundedMinor: state === 'refunded' ? 4_900 : 0 });
  const claim = exampleClaim({ state, delivery: 'pick_up', note: 'For Ada', order });
  claim.quote = { ...claim.quote, shippingMinor: 0, totalMinor: 4_900 };
  const data = { claimId: claim.id, claim, now: EXAMPLE_NOW, assets: { js: [], css: [] } };
  // What is read, without the facts that travel along for the script.
  return renderClaimPage(data).replaceAll(/<script[\s\S]*?<\/script>/g, '');
}

describe('the receipt of what is collected', () => {
  it('shows the code in two halves, the place, its hours and what was written', () => {
    const html = pageOf(PICK_UP);
    for (const fact of ['KM4 7PA', 'Studio Neukölln', 'Weserstr. 1, 12043 Berlin', 'Fri–Sun']) {
      expect(html).toContain(fact);
    }
    expect(html).toContain('For Ada');
    expect(html).toContain('Pick-up</th><td>Free');
    expect(html).not.toContain('Shipping');
  });

  it('shows no code any more once it was handed over', () => {
    const html = pageOf({ ...PICK_UP, doneAt: EXAMPLE_NOW - 60_000 });
    expect(html).toContain('Collected at Studio Neukölln');
    expect(html).not.toContain('KM4');
  });

  it('shows no code for an order that was refunded in full', () => {
    expect(pageOf(PICK_UP, 'refunded')).not.toContain('KM4');
  });
});
