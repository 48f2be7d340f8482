/** @jsxImportSource preact */
// @vitest-environment happy-dom
import { hydrate, render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { DropStateMessage } from '../../server/protocol/live-events.ts';
import type { DropPageData } from '../../server/protocol/viewer-pages.ts';
import { exampleData, exampleDrop, fakeTools } from '../viewer-page/test-harness.ts';
import { DropPage } from './drop-page.tsx';
import { renderDropPage } from './render-drop-page.tsx';

let root: HTMLElement | null = null;

afterEach(async () => {
  vi.useRealTimers();
  await act(() => {
    if (root) render(null, root);
  });
});

/** The delivered page, brought to life. */
async function open(data: DropPageData, tools = fakeTools({})) {
  const html = renderDropPage({
    ...data,
    assets: { js: [], css: [] },
    publicUrl: 'http://hub.test',
  });
  document.body.innerHTML = /<body>(.*)<\/body>/s.exec(html)?.[1] ?? '';
  const page = document.getElementById('page');
  if (!page) throw new Error('no page');
  root = page;
  const delivered = page.textContent ?? '';
  await act(async () => hydrate(<DropPage data={data} tools={tools} />, page));
  const hear = (change: Partial<DropStateMessage>) =>
    act(async () => {
      const [options] = tools.joined;
      options?.onState({ ...(options.first as DropStateMessage), v: 8, ...change });
    });
  return { page, delivered, tools, hear, text: () => page.textContent ?? '' };
}

const [M] = exampleDrop().items;
if (!M) throw new Error('no article');
const L = { ...M, skuId: '01k4000000000000000000sku2', title: 'L', priceMinor: 5900 };
const TWO = exampleDrop({ items: [M, L] });
const titles = (page: HTMLElement) =>
  [...page.querySelectorAll('.choice-face strong')].map((one) => one.textContent);
const chosen = (page: HTMLElement) =>
  page.querySelector<HTMLInputElement>('input[name=article]:checked')?.value;

describe('the article on air', () => {
  it('is delivered first and chosen, and says so', async () => {
    const view = { ...TWO, pinnedSkuId: L.skuId };
    const { page, delivered } = await open(exampleData({ view }));
    expect(delivered).toContain('On air now');
    expect(titles(page)).toEqual(['L', 'M']);
    expect(chosen(page)).toBe(L.skuId);
  });

  it('comes to whoever has chosen nothing, and goes again', async () => {
    const { page, hear } = await open(exampleData({ view: TWO }));
    expect(chosen(page)).toBe(M.skuId);
    await hear({ pinned: L.skuId });
    expect([titles(page), chosen(page)]).toEqual([['L', 'M'], L.skuId]);
    await hear({ v: 9, pinned: null });
    expect([titles(page), chosen(page)]).toEqual([['M', 'L'], M.skuId]);
  });

  it('takes nothing from under the thumb of whoever has chosen', async () => {
    const { page, hear } = await open(exampleData({ view: TWO }));
    const own = page.querySelector<HTMLInputElement>(`input[value="${M.skuId}"]`);
    await act(async () => void own?.dispatchEvent(new Event('change', { bubbles: true })));
    await hear({ pinned: L.skuId });
    expect(titles(page)).toEqual(['L', 'M']);
    expect(chosen(page)).toBe(M.skuId);
  });

  it('stays chosen when it sells out, and no tap claims another for a moment after a change', async () => {
    vi.useFakeTimers();
    const { page, hear } = await open(exampleData({ view: { ...TWO, pinnedSkuId: L.skuId } }));
    const button = () => page.querySelector<HTMLButtonElement>('.action-bar .is-primary');
    const isShut = () => button()?.disabled;
    const items: DropStateMessage['items'] = [
      [M.skuId, 5, 50, 4900, []],
      [L.skuId, 0, 50, 5900, []],
    ];
    await hear({ pinned: L.skuId, items });
    expect([chosen(page), isShut()]).toEqual([L.skuId, true]);
    await hear({ v: 9, pinned: null, items });
    expect([chosen(page), isShut()]).toEqual([M.skuId, true]);
    await act(async () => void vi.advanceTimersByTime(700));
    expect(isShut()).toBe(true);
    await act(async () => void vi.advanceTimersByTime(200));
    expect(isShut()).toBe(false);
  });

  it('is not chosen for anybody when it is sold out', async () => {
    const gone = { ...L, stock: { ...L.stock, available: 0 } };
    const view = exampleDrop({ items: [M, gone], pinnedSkuId: L.skuId });
    const { page } = await open(exampleData({ view }));
    expect(chosen(page)).toBe(M.skuId);
  });
});

describe('questions on the page', () => {
  const answered = [{ id: 'q1', text: 'Does it run small?', answer: 'No.', isAnswered: true }];

  it('are in the response, answered ones for all and open ones for whoever asked', async () => {
    const own = [{ id: 'q2', text: 'Is it warm?', at: 0, state: 'waiting' as const }];
    const { delivered } = await open(exampleData({ questions: { answered, own } }));
    expect(delivered).toContain('Does it run small?No.');
    expect(delivered).toContain('Is it warm?Waits for an answer. Only you see it.');
  });

  it('are read again once the hub says that they changed, and not before', async () => {
    vi.useFakeTimers();
    const tools = fakeTools({ questions: () => ({ ok: true, value: { answered, own: [] } }) });
    const { hear, text } = await open(exampleData(), tools);
    await hear({});
    await act(async () => void vi.advanceTimersByTime(10_000));
    expect(tools.asked).toEqual([]);
    await hear({ v: 9, question: { pinned: null, changed: 9 } });
    await act(async () => void (await vi.advanceTimersByTimeAsync(10_000)));
    const { id: dropId } = exampleDrop();
    expect(tools.asked).toEqual([
      { procedure: 'questions', input: { dropId, changed: 9, withOwn: false } },
    ]);
    expect(text()).toContain('Does it run small?');
  });

  it('are asked, kept in the field when the hub says no, and shown when it took them', async () => {
    let problem: object | null = { code: 'question_limit', message: 'Enough for now.' };
    const value = { id: 'q3', text: 'Is it warm?', at: 0, state: 'held' };
    const tools = fakeTools({
      askQuestion: () => (problem ? { ok: false, problem } : { ok: true, value }),
    });
    const { page, text } = await open(exampleData(), tools);
    const field = page.querySelector<HTMLInputElement>('#question');
    const ask = () =>
      act(async () => {
        field?.form?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
        for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
      });
    await act(() => {
      if (field) field.value = 'Is it warm?';
      field?.dispatchEvent(new Event('input', { bubbles: true }));
    });
    await ask();
    expect([text().includes('Enough for now.'), field?.value]).toEqual([true, 'Is it warm?']);
    problem = null;
    await ask();
    expect(field?.value).toBe('');
    expect(text()).toContain('A person looks at it first. Only you see it.');
  });

  it('cannot be asked any more when the drop is over', async () => {
    const { page, hear } = await open(exampleData({ questions: { answered, own: [] } }));
    const { facts } = exampleDrop();
    await hear({ facts: { ...facts, endedAt: facts.startsAt } });
    expect(page.querySelector('#question')).toBeNull();
    expect(page.textContent).toContain('Does it run small?');
  });
});
