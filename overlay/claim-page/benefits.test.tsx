/** @jsxImportSource preact */
// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it } from 'vitest';
import type { ClaimView } from '../../server/protocol/claims.ts';
import { forgetProof, rememberProof } from '../viewer-page/proof-memory.ts';
import { EXAMPLE_NOW, exampleClaim, exampleOrder, fakeTools } from '../viewer-page/test-harness.ts';
import { ClaimPage } from './claim-page.tsx';

afterEach(() => {
  forgetProof();
  render(null, document.body);
});

async function open(claim: ClaimView, tools = fakeTools({})) {
  const data = { claimId: claim.id, claim, now: EXAMPLE_NOW };
  await act(async () => {
    render(<ClaimPage data={data} access="key" tools={tools} />, document.body);
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  });
  return { tools, text: () => document.body.textContent ?? '' };
}

describe('store credit on a hold', () => {
  const credit = { currency: 'eur', balanceMinor: 500, usableMinor: 500 };
  const tools = () =>
    fakeTools({
      credit: () => ({ ok: true, value: credit }),
      checkout: () => ({ ok: true, value: { url: 'https://pay.test/' } }),
    });

  it('is offered to a proven address and used when it is ticked', async () => {
    rememberProof({ proof: 'proof-of-bea', email: 'bea@home.test' });
    const page = await open(exampleClaim(), tools());
    expect(page.text()).toContain('Use €5.00 of your store credit');
    expect(page.text()).toContain('Pay €53.90');
    await act(() => document.querySelector<HTMLInputElement>('.credit-choice input')?.click());
    expect(page.text()).toContain('Pay €48.90');
    await act(() => document.querySelector<HTMLElement>('.is-primary')?.click());
    const { input } = page.tools.asked.find(({ procedure }) => procedure === 'checkout') ?? {};
    expect(input).toMatchObject({ useCredit: true, proof: 'proof-of-bea' });
  });

  it('is asked for by nobody whose address is not proven', async () => {
    const page = await open(exampleClaim(), tools());
    expect(page.tools.asked).toEqual([]);
    expect(page.text()).not.toContain('store credit');
  });

  it('is no longer a choice once it is set aside', async () => {
    rememberProof({ proof: 'proof-of-bea', email: 'bea@home.test' });
    const page = await open(exampleClaim({ state: 'paying', creditMinor: 500 }), tools());
    expect(document.querySelector('.credit-choice')).toBeNull();
    expect(page.text()).toContain('Go on paying €48.90');
  });
});

it('a receipt shows vouchers with their codes, the credit that was used and what was earned', async () => {
  const expiresAt = Date.UTC(2027, 1, 18, 23);
  const voucher = { code: 'A596MYMXR4', title: 'Studio visit', terms: 'By day.', expiresAt };
  const order = exampleOrder({ vouchers: [voucher], creditEarnedMinor: 700 });
  const { text } = await open(exampleClaim({ state: 'paid', creditMinor: 500, order }));
  for (const fact of ['A596M YMXR4', 'By day.', 'February 18, 2027', '−€5.00', '€48.90', '€7.00']) {
    expect(text()).toContain(fact);
  }
});
