import { isWholePage, keepPage } from '../shared/keep-page.ts';

const KEPT = 'dropcast-popup';
const PAGE = '/popup';

/** Asks the browser to throw nothing away when the device runs out of room. False: it may. */
export async function keepForGood(): Promise<boolean> {
  return (await navigator.storage?.persist?.().catch(() => false)) ?? false;
}

/** Keeps the page and its files, so that it opens without a network. True: it would open now. */
export async function keepForStart(): Promise<boolean> {
  try {
    await navigator.serviceWorker.register('/assets/popup/service-worker.js', { scope: PAGE });
    await navigator.serviceWorker.ready;
    await keepPage(KEPT, PAGE).catch(() => {
      // Without a network what was kept before goes on.
    });
    return await isWholePage(KEPT, PAGE);
  } catch {
    return false;
  }
}
