import type { Page } from 'playwright-core';

/** A page, and where in it the number of units stands; in the shadow root of a host if one is named. */
export type Screen = { page: Page; selector: string; host?: string };

/** When the screen has drawn this number, in milliseconds since 1970 by the machine's clock. */
export function whenDrawn({ page, ...place }: Screen, units: number): Promise<number> {
  return page.evaluate(
    async ({ wanted, host, selector }) => {
      for (;;) {
        const root = host ? document.querySelector(host)?.shadowRoot : document;
        const text = root?.querySelector(selector)?.textContent ?? '';
        if (text.match(/\d+/g)?.includes(wanted)) break;
        await new Promise(requestAnimationFrame);
      }
      return performance.timeOrigin + performance.now();
    },
    { wanted: String(units), ...place },
  );
}
