/** @jsxImportSource preact */
// @vitest-environment happy-dom
import { hydrate, render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { CLAIM_STATES, type ClaimView } from '../../server/protocol/claims.ts';
import type { ClaimPageData } from '../../server/protocol/viewer-pages.ts';
import { EXAMPLE_NOW, exampleClaim, exampleOrder, fakeTools } from '../viewer-page/test-harness.ts';
import { ClaimPage } from './claim-page.tsx';
import { CLAIM_PAGE_STATES } from './claim-states.ts';
import { renderClaimPage } from './render-claim-page.tsx';

const assets = { js: ['/a.js'], css: [] };
const ORDER = exampleOrder();

const dataOf = (claim: ClaimView | null): ClaimPageData => ({
  claimId: exampleClaim().id,
  claim,
  now: EXAMPLE_NOW,
});
const htmlOf = (claim: ClaimView | null) => renderClaimPage({ ...dataOf(claim), assets });

let root: HTMLElement | null = null;

afterEach(async () => {
  vi.useRealTimers();
  await act(() => {
    if (root) render(null, root);
  });
});

async function open(claim: ClaimView | null, access?: string, tools = fakeTools({})) {
  document.body.innerHTML = /<body>(.*)<\/body>/s.exec(htmlOf(claim))?.[1] ?? '';
  const page = document.getElementById('page');
  if (!page) throw new Error('no page');
  root = page;
  await act(async () => {
    hydrate(<ClaimPage data={dataOf(claim)} access={access} tools={tools} />, page);
    await turns();
  });
  return { tools, text: () => page.textContent ?? '' };
}

async function turns() {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

describe('the claim page without scripts', () => {
  it.each(CLAIM_STATES.filter((state) => state !== 'held' && state !== 'paying'))(
    'says what "%s" means',
    (state) => {
      const order = ['paid', 'part_refunded', 'refunded'].includes(state) ? ORDER : null;
      const html = htmlOf(exampleClaim({ state, order }));
      expect(html).toContain(CLAIM_PAGE_STATES[state].heading);
      expect(html).not.toContain('Pay €');
    },
  );

  it('is a receipt once it is paid', () => {
    const html = htmlOf(exampleClaim({ state: 'paid', order: ORDER }));
    for (const fact of ['1042', 'Studio set · M', '€53.90', 'Two working days.', '30 days']) {
      expect(html).toContain(fact);
    }
  });

  it('says how much of an order went back', () => {
    const order = { ...ORDER, refundedMinor: 1_500 };
    expect(htmlOf(exampleClaim({ state: 'part_refunded', order }))).toContain('€15.00');
  });

  it('shows a hold with its price and no order', () => {
    const html = htmlOf(exampleClaim());
    expect(html).toContain('Pay €53.90');
    expect(html).not.toContain('Order');
  });
});

describe('the claim page in a browser', () => {
  it('opens a claim by the secret of its address', async () => {
    const tools = fakeTools({ claim: () => ({ ok: true, value: exampleClaim() }) });
    const { text } = await open(null, 'access-1', tools);
    expect(tools.asked).toEqual([
      { procedure: 'claim', input: { claimId: exampleClaim().id, access: 'access-1' } },
    ]);
    expect(text()).toContain('Held for you');
  });

  it('offers another try when the claim could not be fetched', async () => {
    const problem = { code: 'unreachable', message: 'No answer.' };
    const tools = fakeTools({ claim: () => ({ ok: false, problem }) });
    const { text } = await open(null, 'access-1', tools);
    expect(text()).toContain('No answer.');
    expect(text()).toContain('Try again');
  });

  it('asks nobody for a claim that nothing proves', async () => {
    const { tools, text } = await open(null);
    expect(tools.asked).toEqual([]);
    expect(text()).toContain('There is no claim here');
  });

  it('turns into the receipt when the payment is known, whatever its address says', async () => {
    vi.useFakeTimers();
    const paid = exampleClaim({ state: 'paid', order: ORDER });
    const tools = fakeTools({ claim: () => ({ ok: true, value: paid }) });
    const { text } = await open(exampleClaim({ state: 'paying' }), undefined, tools);
    expect(text()).toContain('Go on paying');
    await act(async () => {
      vi.advanceTimersByTime(2_100);
      await turns();
    });
    expect(text()).toContain('Paid. It is yours');
    expect(text()).toContain('1042');
  });

  it('learns the time anew after a sleep', async () => {
    vi.useFakeTimers();
    let hubsNow: number | null = null;
    const unreachable = { ok: false, problem: { code: 'unreachable', message: 'No answer.' } };
    const tools = fakeTools({
      claim: () => ({ ok: true, value: exampleClaim() }),
      time: () => (hubsNow === null ? unreachable : { ok: true, value: hubsNow }),
    });
    const { text } = await open(exampleClaim(), undefined, tools);
    const pass = (ms: number) => act(async () => void (await vi.advanceTimersByTimeAsync(ms)));
    await pass(1_000);
    vi.setSystemTime(Date.now() + 60_000);
    await pass(1_000);
    expect(text()).toContain('≈ 08:2');
    hubsNow = EXAMPLE_NOW + 120_000;
    await pass(6_000);
    expect(text()).toContain('07:2');
    expect(text()).not.toContain('≈');
  });

  it('keeps what it shows when the line breaks', async () => {
    vi.useFakeTimers();
    const problem = { code: 'unreachable', message: 'No answer.' };
    const tools = fakeTools({ claim: () => ({ ok: false, problem }) });
    const { text } = await open(exampleClaim({ state: 'paying' }), undefined, tools);
    await act(async () => void (await vi.advanceTimersByTimeAsync(3_500)));
    expect(tools.asked.length).toBe(2);
    expect(text()).toContain('Go on paying');
    expect(text()).not.toContain('No answer.');
  });
});
