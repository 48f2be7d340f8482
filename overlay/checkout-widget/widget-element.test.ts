// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PublicDropView } from '../../server/protocol/drops.ts';
import { EXAMPLE_NOW, exampleClaim, exampleDrop } from '../viewer-page/test-harness.ts';
import { widgetElement } from './widget-element.ts';

const HOUR_MS = 3_600_000;
const ANSWERS: Record<string, unknown> = {
  drop: exampleDrop(),
  issueToken: { token: 't', creator: {} },
  checkout: { url: 'https://pay.test/' },
  hold: { claim: exampleClaim(), access: 'a' },
};
const sent: string[] = [];
const asked: string[] = [];

class SilentSocket {
  onmessage = (_: { data: string }) => {};
  constructor() {
    line = this;
  }
  send(packet: string) {
    sent.push(packet);
  }
  close() {}
}
let line: SilentSocket;
let widget: HTMLElement;
const button = () => widget.shadowRoot?.querySelector<HTMLButtonElement>('.go');

beforeEach(async () => {
  vi.useFakeTimers({ now: EXAMPLE_NOW });
  vi.stubGlobal('WebSocket', SilentSocket);
  vi.spyOn(location, 'assign').mockImplementation(() => {});
  vi.stubGlobal('fetch', async (url: string) => {
    const name = url.split('/').at(-1) ?? '';
    asked.push(name);
    return { json: async () => ({ result: { data: ANSWERS[name] } }) };
  });
  asked.length = 0;
  await open(exampleDrop());
});
afterEach(() => {
  widget.remove();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

async function open(drop: PublicDropView): Promise<void> {
  widget?.remove();
  ANSWERS.drop = drop;
  if (!customElements.get('test-widget'))
    customElements.define('test-widget', widgetElement('http://hub.test'));
  widget = document.createElement('test-widget');
  widget.setAttribute('drop', 'studio-set');
  widget.setAttribute('creator', 'mara');
  document.body.append(widget);
  await vi.advanceTimersByTimeAsync(1_000);
}

it('takes a hold for one that lasts while nobody knows the time, and asks what has happened', async () => {
  line.onmessage({ data: '40/live,{}' });
  button()?.click();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(button()?.textContent).toContain('Pay');
  vi.setSystemTime(Date.now() + HOUR_MS);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(widget.shadowRoot?.textContent).toContain('≈ 00:00');
  expect(button()?.textContent).toContain('Pay');
  button()?.click();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(asked).toEqual(['drop', 'issueToken', 'hold', 'checkout']);
  expect(sent.join()).toContain('"drop:resync",{"d":"01k4000000000000000000drop"}');
});

describe('where only the drop page can do the next step', () => {
  const { facts } = exampleDrop();
  const gone = { facts: { ...facts, available: 0 } };
  const soon = { ...facts, startsAt: EXAMPLE_NOW + HOUR_MS };
  const friends = { audience: 'friends', name: 'Friends', closesAt: null, reserved: 0 };
  const early = (opensAt: number | null, closesAt: number | null = null) => ({
    facts: soon,
    audiences: [{ ...friends, opensAt, closesAt }],
  });

  it.each([
    ['Wait for one', gone],
    ['Member? Claim early', early(EXAMPLE_NOW - HOUR_MS)],
    ['Take part on the drop page', { fairness: 'shuffle' as const }],
    ['Take part on the drop page', { ...gone, noteLabel: 'Your name on it' }],
  ])('the button says "%s" and leads there', async (text, given) => {
    await open(exampleDrop(given));
    expect([button()?.textContent, button()?.disabled]).toEqual([text, false]);
    button()?.click();
    expect(location.assign).toHaveBeenCalledWith('http://hub.test/d/studio-set');
    expect(asked).not.toContain('hold');
  });

  it.each([
    ['Sold out', { ...gone, hasWaitingList: false }],
    ['Not open yet', early(null)],
    ['Not open yet', early(EXAMPLE_NOW + HOUR_MS / 2)],
    ['Not open yet', early(EXAMPLE_NOW - HOUR_MS, EXAMPLE_NOW)],
    ['This drop has ended', { facts: { ...gone.facts, endedAt: EXAMPLE_NOW } }],
  ])('is shut with "%s" where the page has no step either', async (text, given) => {
    await open(exampleDrop(given));
    expect([button()?.textContent, button()?.disabled]).toEqual([text, true]);
  });

  it('opens by itself as the last unit goes', async () => {
    expect(button()?.textContent).toBe('Claim yours');
    sellOut();
    expect([button()?.textContent, button()?.disabled]).toEqual(['Wait for one', false]);
  });

  it('is shut while a claim is under way, even if the last unit goes', () => {
    button()?.click();
    sellOut();
    expect([button()?.textContent, button()?.disabled]).toEqual(['One moment…', true]);
  });

  /** What the hub sends as the last unit goes. */
  function sellOut(): void {
    line.onmessage({ data: '40/live,{}' });
    const { id: d, items, stock, pinnedSkuId: pinned, pauseReason } = exampleDrop();
    const state = { d, ep: 'e1', v: 8, ts: EXAMPLE_NOW, pinned, pauseReason, ...gone };
    const article = items.map(({ skuId }) => [skuId, 0, stock.total, 4900, []]);
    const sent = { ...state, stock: { ...stock, available: 0 }, items: article };
    line.onmessage({ data: `42/live,${JSON.stringify(['drop:state', sent])}` });
  }
});
