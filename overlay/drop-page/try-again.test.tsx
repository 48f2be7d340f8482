/** @jsxImportSource preact */
// @vitest-environment happy-dom
import { hydrate, render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { HoldInput } from '../../server/protocol/claims.schema.ts';
import type { PublicDropView } from '../../server/protocol/drops.ts';
import type { DropStateMessage } from '../../server/protocol/live-events.ts';
import { SETTLES_MS } from '../shared/followed-article.ts';
import { exampleClaim, exampleData, exampleDrop, fakeTools } from '../viewer-page/test-harness.ts';
import { DropPage } from './drop-page.tsx';
import { renderDropPage } from './render-drop-page.tsx';

let root: HTMLElement | null = null;

afterEach(async () => {
  vi.useRealTimers();
  await act(() => {
    if (root) render(null, root);
  });
  sessionStorage.clear();
});

const [M] = exampleDrop().items;
if (!M) throw new Error('no article');
const L = { ...M, skuId: '01k4000000000000000000sku2', title: 'L', priceMinor: 5900 };

const HELD = { ok: true, value: { claim: exampleClaim(), access: 'access-1' } };

const soldOut = ({ items, stock, facts }: DropStateMessage): Partial<DropStateMessage> => ({
  stock: { ...stock, available: 0 },
  facts: { ...facts, available: 0 },
  items: items.map(([skuId, , total, priceMinor]) => [skuId, 0, total, priceMinor, []]),
});

/** A page whose first tap gets no answer; the hub is there again for the next one. */
async function openAndTap(
  view: PublicDropView,
  name: string,
  { press, decides = HELD }: { press?: string; decides?: unknown } = {},
) {
  let isReachable = false;
  const unreachable = { ok: false, problem: { code: 'unreachable', message: 'No answer.' } };
  const tools = fakeTools({
    issueToken: () => ({ ok: true, value: { token: 'token-1', expiresAt: 0, creator: {} } }),
    hold: () => (isReachable ? decides : unreachable),
  });
  const data = exampleData({ view });
  const assets = { js: [], css: [] };
  const html = renderDropPage({ ...data, assets, publicUrl: 'http://hub.test' });
  document.body.innerHTML = /<body>(.*)<\/body>/s.exec(html)?.[1] ?? '';
  const page = document.getElementById('page');
  if (!page) throw new Error('no page');
  root = page;
  await act(async () => hydrate(<DropPage data={data} tools={tools} />, page));
  const button = () => page.querySelector<HTMLButtonElement>('.action-bar .is-primary');
  const tap = async (text: string) => {
    expect(button()?.textContent).toContain(text);
    await act(async () => {
      button()?.click();
      for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
    });
  };
  if (press) await act(async () => page.querySelector<HTMLElement>(press)?.click());
  await tap(name);
  expect(page.textContent).toContain('No answer.');
  isReachable = true;
  return {
    page,
    tap,
    button,
    hear: (change: (first: DropStateMessage) => Partial<DropStateMessage>) =>
      act(async () => {
        const [options] = tools.joined;
        const first = options?.first as DropStateMessage;
        options?.onState({ ...first, v: 8, ...change(first) });
      }),
    holds: () =>
      tools.asked.flatMap(({ procedure, input }) =>
        procedure === 'hold' ? [input as HoldInput] : [],
      ),
  };
}

describe('a tap that led to nothing', () => {
  it('is repeated for the same article, whatever has come on air since', async () => {
    const { hear, tap, holds } = await openAndTap(
      exampleDrop({ items: [M, L] }),
      'Claim for €53.90',
    );
    await hear(() => ({ pinned: L.skuId }));
    await tap('Try again for €53.90');
    expect(holds().map(({ items }) => items)).toEqual(
      Array(2).fill([{ skuId: M.skuId, quantity: 1 }]),
    );
    expect(new Set(holds().map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1);
  });

  it('says when its price has changed since, and asks again, not at once under the thumb', async () => {
    vi.useFakeTimers();
    const { page, hear, tap, button, holds } = await openAndTap(exampleDrop(), 'Claim for €53.90');
    await hear(({ items }) => ({
      items: items.map(([skuId, available, total]) => [skuId, available, total, 5900, []]),
    }));
    expect(page.textContent).toContain(
      'The price has changed since you tapped: it was €53.90, it is €63.90 now.',
    );
    expect(page.textContent).not.toContain('Try again');
    expect(page.textContent).toContain('No answer.');
    expect(button()?.disabled).toBe(true);
    await act(async () => void vi.advanceTimersByTime(SETTLES_MS));
    expect(button()?.disabled).toBe(false);
    // Each further change is another price.
    await hear(({ items }) => ({
      v: 9,
      items: items.map(([skuId, available, total]) => [skuId, available, total, 6900, []]),
    }));
    expect(button()?.disabled).toBe(true);
    await act(async () => void vi.advanceTimersByTime(SETTLES_MS));
    await tap('Claim for €73.90');
    expect(holds()).toHaveLength(2);
  });

  it('is repeated by its key when the last units are gone, which may be the ones held unseen', async () => {
    const { page, hear, tap, button, holds } = await openAndTap(exampleDrop(), 'Claim for €53.90');
    await hear(soldOut);
    expect(button()?.textContent).toBe('Try again for €53.90');
    // A line that is back takes the news of its loss away, and still nobody knows.
    await act(async () => void dispatchEvent(new Event('online')));
    await tap('Claim for €53.90');
    expect(new Set(holds().map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1);
    expect(page.textContent).toContain('Held for you');
  });

  it('is repeated for as many units as were tapped, whatever is left', async () => {
    const { hear, tap, holds } = await openAndTap(
      exampleDrop({ limitPerCustomer: 2 }),
      'Claim 2 for €102.90',
      { press: '[aria-label="One more"]' },
    );
    await hear(({ items, stock }) => ({
      stock: { ...stock, available: 1 },
      items: items.map(([skuId, , total, priceMinor]) => [skuId, 1, total, priceMinor, []]),
    }));
    await tap('Try again for €102.90');
    expect(holds().map(({ items }) => items[0]?.quantity)).toEqual([2, 2]);
    expect(new Set(holds().map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1);
  });

  it('is over when the hub has decided: sold out is said then', async () => {
    const { page, hear, tap } = await openAndTap(exampleDrop(), 'Claim for €53.90', {
      decides: { ok: false, problem: { code: 'drop_sold_out', message: 'All gone.' } },
    });
    await hear(soldOut);
    await tap('Try again for €53.90');
    expect(page.textContent).not.toContain('Try again');
    expect(page.textContent).not.toContain('Claim for');
  });

  it('is nothing to what the viewer chooses instead', async () => {
    const { page, button } = await openAndTap(exampleDrop({ items: [M, L] }), 'Claim for €53.90');
    const other = page.querySelector<HTMLInputElement>(`input[value="${L.skuId}"]`);
    await act(async () => void other?.dispatchEvent(new Event('change', { bubbles: true })));
    expect(button()?.textContent).toBe('Claim for €63.90');
    expect(page.textContent).not.toContain('The price has changed');
  });
});
