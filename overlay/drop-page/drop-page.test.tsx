// long: every promise of the drop page, with one set of answers.
/** @jsxImportSource preact */
// @vitest-environment happy-dom
import { hydrate, render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { DropStateMessage } from '../../server/protocol/live-events.ts';
import type { DropPageData } from '../../server/protocol/viewer-pages.ts';
import {
  EXAMPLE_NOW,
  exampleClaim,
  exampleData,
  exampleDrop,
  exampleOrder,
  fakeTools,
} from '../viewer-page/test-harness.ts';
import { DropPage } from './drop-page.tsx';
import { renderDropPage } from './render-drop-page.tsx';

const assets = { js: [], css: [] };
let root: HTMLElement | null = null;

afterEach(async () => {
  vi.useRealTimers();
  await act(() => {
    if (root) render(null, root);
  });
  sessionStorage.clear();
});

/** The delivered page, brought to life. */
async function open(data: DropPageData, tools = fakeTools(ANSWERS)) {
  const html = renderDropPage({ ...data, assets, publicUrl: 'http://hub.test' });
  document.body.innerHTML = /<body>(.*)<\/body>/s.exec(html)?.[1] ?? '';
  const page = document.getElementById('page');
  if (!page) throw new Error('no page');
  root = page;
  const before = page.innerHTML;
  await act(async () => hydrate(<DropPage data={data} tools={tools} />, page));
  return { page, before, tools, text: () => page.textContent ?? '' };
}

const ANSWERS = {
  issueToken: () => ({ ok: true, value: { token: 'token-1', expiresAt: 0, creator: {} } }),
  hold: () => ({ ok: true, value: { claim: exampleClaim(), access: 'access-1' } }),
  checkout: () => ({ ok: true, value: { url: 'https://pay.test/1' } }),
};

async function tap(page: HTMLElement, name: string) {
  const button = [...page.querySelectorAll('button')].find((one) =>
    one.textContent?.includes(name),
  );
  if (!button) throw new Error(`no button "${name}"`);
  await act(async () => {
    button.click();
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  });
}

describe('the drop page in a browser', () => {
  it('claims with one tap and goes on to payment', async () => {
    const { page, tools, text } = await open(exampleData());
    await tap(page, 'Claim for €53.90');
    expect(text()).toContain('Held for you');
    await tap(page, 'Pay €53.90');
    expect(tools.wentTo).toEqual(['https://pay.test/1']);
    expect(tools.asked.map(({ procedure }) => procedure)).toEqual([
      'issueToken',
      'hold',
      'checkout',
    ]);
    expect(tools.asked[1]?.input).toEqual({
      token: 'token-1',
      items: [{ skuId: exampleDrop().items[0]?.skuId, quantity: 1 }],
      idempotencyKey: 'key-number-1',
    });
    expect(tools.asked[2]?.input).toEqual({ claimId: exampleClaim().id, access: 'access-1' });
  });

  it('lets a viewer refuse to be measured, and think again', async () => {
    const choose = { chooseMeasurement: () => ({ ok: true, value: true }) };
    const data = { ...exampleData(), click: 'click-1' };
    const { page, tools, text } = await open(data, fakeTools({ ...ANSWERS, ...choose }));
    expect(text()).toContain('Your visit counts for the creator');
    await tap(page, 'Do not count it');
    expect(text()).toContain('Your visit counts for no creator.');
    await tap(page, 'Count it');
    expect(text()).toContain('Your visit counts for the creator');
    expect(tools.asked.filter(({ procedure }) => procedure === 'chooseMeasurement')).toEqual(
      [true, false].map((isRefused) => ({
        procedure: 'chooseMeasurement',
        input: { isRefused },
      })),
    );
  });

  it('says of no link that it was opened when none was', async () => {
    const { text } = await open(exampleData());
    expect(text()).toContain('A visit by a creator’s link counts');
    expect(text()).not.toContain('link you opened');
  });

  it('asks nothing of a viewer whose browser has refused', async () => {
    const { page, text } = await open({ ...exampleData(), refusedBy: 'gpc' });
    expect(text()).toContain('Your browser asks not to be measured.');
    const names = [...page.querySelectorAll('button')].map((one) => one.textContent);
    expect(names.some((name) => name?.includes('ount it'))).toBe(false);
  });

  it('asks again with the same key when the hub did not answer', async () => {
    let isReachable = false;
    const unreachable = { ok: false, problem: { code: 'unreachable', message: 'No answer.' } };
    const hold = () => (isReachable ? ANSWERS.hold() : unreachable);
    const { page, tools, text } = await open(exampleData(), fakeTools({ ...ANSWERS, hold }));
    await tap(page, 'Claim for');
    expect(text()).toContain('No answer.');
    isReachable = true;
    await tap(page, 'Try again');
    expect(text()).toContain('Held for you');
    const keys = tools.asked
      .filter(({ procedure }) => procedure === 'hold')
      .map(({ input }) => (input as { idempotencyKey: string }).idempotencyKey);
    expect(keys).toEqual(['key-number-1', 'key-number-1']);
  });

  it('asks where to collect and what to write before it claims, and claims with both', async () => {
    const skuId = exampleDrop().items[0]?.skuId ?? '';
    const place = { id: 'studio', name: 'Studio', street: '', postalCode: '', city: '', note: '' };
    const view = exampleDrop({
      noteLabel: 'Name on the mug',
      pickUpPlaces: [{ ...place, skuIds: [skuId], stockedSkuIds: [skuId] }],
    });
    const { page, tools, text } = await open(exampleData({ view }));
    await tap(page, 'Fill in: Name on the mug');
    expect(tools.asked).toEqual([]);
    const field = page.querySelector<HTMLInputElement>('#note');
    expect(document.activeElement).toBe(field);
    await act(() => page.querySelector<HTMLInputElement>('input[value=studio]')?.click());
    await act(() => {
      if (field) field.value = 'Ada';
      field?.dispatchEvent(new Event('input', { bubbles: true }));
    });
    expect(text()).toContain('€49.00 in all, you collect it');
    await tap(page, 'Claim for €49.00');
    expect(tools.asked[1]?.input).toMatchObject({
      delivery: { kind: 'pick_up', locationId: 'studio' },
      note: 'Ada',
    });
  });

  it('forgets that the hub did not answer when the line is back', async () => {
    const unreachable = { ok: false, problem: { code: 'unreachable', message: 'No answer.' } };
    const tools = fakeTools({ ...ANSWERS, hold: () => unreachable });
    const { page, text } = await open(exampleData(), tools);
    await tap(page, 'Claim for');
    expect(text()).toContain('No answer.');
    await act(() => void dispatchEvent(new Event('online')));
    expect(text()).not.toContain('No answer.');
    expect(text()).toContain('Claim for');
  });

  it('takes a fresh key once the hub has refused', async () => {
    const refused = { ok: false, problem: { code: 'drop_sold_out', message: 'Sold out.' } };
    const { page, tools } = await open(
      exampleData(),
      fakeTools({ ...ANSWERS, hold: () => refused }),
    );
    await tap(page, 'Claim for');
    await tap(page, 'Try again');
    const keys = tools.asked
      .filter(({ procedure }) => procedure === 'hold')
      .map(({ input }) => (input as { idempotencyKey: string }).idempotencyKey);
    expect(new Set(keys).size).toBe(2);
  });

  it('follows the live channel, down to sold out and back', async () => {
    const { tools, text } = await open(exampleData());
    const [options] = tools.joined;
    const first = options?.first as DropStateMessage;
    const say = (available: number, v: number) =>
      act(async () =>
        options?.onState({
          ...first,
          v,
          facts: { ...first.facts, available },
          stock: { ...first.stock, available },
          items: first.items.map(([skuId, , total, price]) => [skuId, available, total, price, []]),
        }),
      );
    expect(first.v).toBe(7);
    await say(2, 8);
    expect(text()).toContain('2 of 50 left');
    expect(text()).toContain('Almost gone');
    await say(0, 9);
    expect(text()).toContain('Sold out for now');
    expect(text()).not.toContain('Claim for');
    await say(1, 10);
    expect(text()).toContain('Claim for');
  });

  it('shows no stock after a long silence', async () => {
    const { tools, text } = await open(exampleData());
    await act(async () => tools.joined[0]?.onStaleness?.('lost'));
    expect(text()).not.toContain('37 of 50');
    expect(text()).toContain('No connection');
  });

  it('keeps no count beside an article whose stock is unknown', async () => {
    const items = exampleDrop().items.flatMap((item) => [
      item,
      { ...item, skuId: `other than ${item.skuId}`, title: 'Other' },
    ]);
    const { tools, text } = await open(exampleData({ view: exampleDrop({ items }) }));
    expect(text()).toMatch(/· \d+ left/);
    await act(async () => tools.joined[0]?.onStaleness?.('lost'));
    expect(text()).not.toMatch(/· \d+ left/);
  });

  it('offers another one right after a payment, as long as the limit allows it', async () => {
    const order = exampleOrder({ paidAt: EXAMPLE_NOW });
    const claim = exampleClaim({ state: 'paid', order });
    const view = exampleDrop({ limitPerCustomer: 2 });
    const { page, text } = await open(exampleData({ view, claim, now: EXAMPLE_NOW }));
    expect(text()).toContain('It is yours');
    await tap(page, 'Take another');
    expect(text()).toContain('Claim for');
    const full = await open(exampleData({ view: exampleDrop({ limitPerCustomer: 1 }), claim }));
    expect(full.text()).not.toContain('Take another');
  });

  it('does not count what comes beside an article in a bundle against the limit', async () => {
    const order = exampleOrder({ paidAt: EXAMPLE_NOW });
    const [line] = exampleClaim().quote.lines;
    if (!line) throw new Error('an article');
    const quote = { ...exampleClaim().quote, lines: [line, { ...line, isAddOn: true }] };
    const claim = exampleClaim({ state: 'paid', order, quote });
    const view = exampleDrop({ limitPerCustomer: 2 });
    const { text } = await open(exampleData({ view, claim, now: EXAMPLE_NOW }));
    expect(text()).toContain('Take another');
  });

  it('names the creator through whom the claim went, also where no link says so', async () => {
    const creators = [
      { handle: 'mara', displayName: 'Mara Vale', avatarHue: 160 },
      { handle: 'jon', displayName: 'Jon Aker', avatarHue: 20 },
    ];
    const view = exampleDrop({ creators });
    const { text } = await open(exampleData({ view, claim: exampleClaim() }));
    expect(text()).toContain(`${exampleClaim().creator.displayName} earns a commission`);
  });

  it('gives a hold back after a while in which it can be undone', async () => {
    const release = () => ({ ok: true, value: exampleClaim({ state: 'released' }) });
    const tools = fakeTools({ ...ANSWERS, release });
    const { page, text } = await open(exampleData({ claim: exampleClaim() }), tools);
    vi.useFakeTimers();
    await tap(page, 'Give it back');
    await tap(page, 'Undo');
    await act(async () => {
      vi.advanceTimersByTime(6_000);
    });
    expect(tools.asked).toEqual([]);
    await tap(page, 'Give it back');
    await act(async () => {
      vi.advanceTimersByTime(6_000);
    });
    expect(tools.asked.map(({ procedure }) => procedure)).toEqual(['release']);
    expect(text()).toContain('Given back');
  });

  it('confirms the click that brought the viewer once, and keeps its creator', async () => {
    const creator = { handle: 'mara', displayName: 'Mara Vale' };
    const click = 'signed-click';
    const { page, tools } = await open(exampleData({ creator, click }));
    await tap(page, 'Claim for');
    expect(tools.asked[0]).toEqual({ procedure: 'confirmClick', input: { click } });
    expect(tools.asked[1]?.input).toEqual({
      dropSlug: 'studio-set',
      click,
      creatorHandle: 'mara',
    });
    const again = await open(exampleData());
    await tap(again.page, 'Claim for');
    expect(again.tools.asked[0]?.input).toMatchObject({ click });
  });

  it('lets a viewer without a link say who sent them', async () => {
    const creators = [
      { handle: 'mara', displayName: 'Mara Vale', avatarHue: 160 },
      { handle: 'jon', displayName: 'Jon Aker', avatarHue: 20 },
    ];
    const { page, tools } = await open(exampleData({ view: exampleDrop({ creators }) }));
    const jon = page.querySelector<HTMLInputElement>('input[value="jon"]');
    await act(async () => jon?.click());
    await tap(page, 'Claim for');
    expect(tools.asked[0]?.input).toEqual({ dropSlug: 'studio-set', creatorHandle: 'jon' });
  });

  it('starts from what was delivered, without drawing anything twice', async () => {
    const { page, before } = await open(exampleData({ now: EXAMPLE_NOW }));
    const words = (html: string) => html.replace(/<time.*?<\/time>/g, '').replace(/<[^>]*>/g, ' ');
    expect(words(page.innerHTML)).toBe(words(before));
  });
});
