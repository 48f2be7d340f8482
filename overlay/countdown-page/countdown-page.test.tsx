/** @jsxImportSource preact */
// @vitest-environment happy-dom
import { render } from 'preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CountdownNow, CountdownPageData } from '../../server/protocol/viewer-pages.ts';
import { EXAMPLE_NOW, exampleDrop } from '../viewer-page/test-harness.ts';
import { CountdownPage } from './countdown-page.tsx';

const MINUTE_MS = 60_000;
const { slug, title, brandName, currency, items, facts } = exampleDrop();
const [hero = null] = items;
const ahead = { ...facts, startsAt: EXAMPLE_NOW + MINUTE_MS, endsAt: EXAMPLE_NOW + 90 * MINUTE_MS };
const goTo = vi.fn();
const tools = { goTo, askPush: vi.fn() };
let place: HTMLElement;

beforeEach(() => {
  goTo.mockClear();
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'setTimeout', 'performance'] });
  place = document.createElement('div');
  document.body.append(place);
});
afterEach(() => {
  render(null, place);
  place.remove();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** Draws the page; when asked first, the hub's clock says `hubsNow`; null: the hub is down. */
async function shown(given: Partial<CountdownPageData>, hubsNow: number | null) {
  const since = performance.now();
  vi.stubGlobal('fetch', async () => {
    if (hubsNow === null) throw new TypeError('the hub is down');
    const now = hubsNow + performance.now() - since;
    return { ok: true, json: async (): Promise<CountdownNow> => ({ now, facts: ahead }) };
  });
  const data: CountdownPageData = {
    ...{ slug, title, brandName, currency, hero, facts: ahead, isTest: false, isRehearsal: false },
    ...{ now: EXAMPLE_NOW, pushKey: '', publicUrl: 'https://hub.test', ...given },
  };
  render(<CountdownPage data={data} tools={tools} />, place);
  await vi.advanceTimersByTimeAsync(100);
}

describe('a countdown that came out of a cache', () => {
  it('without an answer says when the start is, with the date, and leads nowhere by itself', async () => {
    await shown({}, null);
    await vi.advanceTimersByTimeAsync(5 * MINUTE_MS);
    expect(place.querySelector('.word')?.textContent).toBe('Start');
    expect(place.querySelector('time')?.textContent).toMatch(/1 Sep|Sep 1/);
    expect(place.querySelector('[role=timer]')).toBeNull();
    expect(place.textContent).not.toContain('€');
    expect(goTo).not.toHaveBeenCalled();
  });

  it('without an answer does not say "Open now", whatever it was when it was kept', async () => {
    await shown({ facts }, null);
    expect(place.textContent).not.toContain('Open now');
  });

  it('asks as soon as the line is back, or the reader', async () => {
    await shown({}, null);
    const hub = vi.fn(async () => {
      throw new TypeError('the hub is down');
    });
    vi.stubGlobal('fetch', hub);
    dispatchEvent(new Event('online'));
    expect(hub).toHaveBeenCalledTimes(1);
    document.dispatchEvent(new Event('visibilitychange'));
    expect(hub).toHaveBeenCalledTimes(2);
  });

  it('counts by the time that it was told, with the price until the start', async () => {
    await shown({}, EXAMPLE_NOW + 30_000);
    expect(place.querySelector('[role=timer]')?.textContent).toMatch(/^00:(29|30)$/);
    expect(place.textContent).toContain('€');
    await vi.advanceTimersByTimeAsync(31_000);
    expect(place.textContent).toContain('Open now');
    expect(place.textContent).not.toContain('€');
    expect(goTo).toHaveBeenCalledWith(`/d/${slug}`);
  });
});
