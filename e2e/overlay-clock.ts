import type { Locator, Page } from 'playwright-core';

type RealTime = { realNow: () => number };

const CHANGES = 5;

/** Keeps the machine's own clock within reach of a page whose `Date` is another one from here on. */
export async function keepRealTime(page: Page): Promise<void> {
  await page.addInitScript(() => {
    Object.assign(globalThis, { realNow: Date.now });
  });
}

/**
 * How far the overlay's countdown is from the truth, in milliseconds: each of several changes of its
 * text is held against the moment at which it was due. A busy machine draws some of them late and
 * none of them early, so what the countdown itself is off by is the least of these.
 */
export async function countdownErrorMs(
  page: Page,
  { endsAt, aheadMs = 0 }: { endsAt: number; aheadMs?: number },
): Promise<number> {
  const seen = await page.evaluate(
    (wanted) =>
      new Promise<{ text: string; at: number }[]>((resolve) => {
        const { realNow } = globalThis as unknown as RealTime;
        const element = document.querySelector('.countdown');
        const changes: { text: string; at: number }[] = [];
        const observer = new MutationObserver(() => {
          changes.push({ text: element?.textContent ?? '', at: realNow() });
          if (changes.length === wanted) resolve(changes);
        });
        const all = { childList: true, characterData: true, subtree: true };
        if (element) observer.observe(element, all);
      }),
    CHANGES,
  );
  const late = seen.map(({ text, at }) => at + aheadMs - (endsAt - secondsOf(text) * 1_000));
  return Math.min(...late);
}

export function secondsOf(text: string): number {
  return text.split(':').reduce((total, part) => total * 60 + Number(part), 0);
}

/** From here on the page's computer can be sent to sleep. */
export async function allowSleep(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const steadyNow = performance.now.bind(performance);
    let sleptMs = 0;
    performance.now = () => steadyNow() - sleptMs;
    const sleepFor = (ms: number) => {
      const until = steadyNow() + ms;
      while (steadyNow() < until);
      sleptMs += ms;
    };
    Object.assign(globalThis, { sleepFor });
  });
}

/** Nothing runs and the steady clock stands still; the wall clock goes on. */
export async function sleep(page: Page, ms: number): Promise<void> {
  await page.evaluate((forMs) => {
    (globalThis as unknown as { sleepFor: (ms: number) => void }).sleepFor(forMs);
  }, ms);
}

/**
 * What a countdown shows for a second, from 600 ms on: every text that is said for sure and is wrong
 * by more than 250 ms. `about` are the texts that are not said for sure.
 */
export async function watchSeconds(
  countdown: Locator,
  endsAt: number,
): Promise<{ wrong: string[]; about: string[] }> {
  const seen = await countdown.evaluate(async (element) => {
    const texts: { text: string; at: number }[] = [];
    const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
    await wait(600);
    for (let look = 0; look < 20; look += 1) {
      texts.push({ text: element.textContent ?? '', at: Date.now() });
      await wait(50);
    }
    return texts;
  });
  const about = seen.filter(({ text }) => text.includes('≈'));
  const wrong = seen.filter(({ text, at }) => {
    const lateMs = at - (endsAt - secondsOf(/[\d:]+$/.exec(text)?.[0] ?? '') * 1_000);
    return !text.includes('≈') && (lateMs < -250 || lateMs > 1_250);
  });
  const textsOf = (of: typeof seen) => [...new Set(of.map(({ text }) => text))];
  return { wrong: textsOf(wrong), about: textsOf(about) };
}
