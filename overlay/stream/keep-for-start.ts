import { keepPage } from '../shared/keep-page.ts';

/**
 * Keeps this page and its files, so that OBS can open the overlay while the hub is down. Only where
 * the browser offers it (https or loopback); the overlay is the same without.
 */
export async function keepForStart(): Promise<void> {
  try {
    await navigator.serviceWorker.register('/assets/stream/service-worker.js', { scope: '/o/' });
    await keepPage('dropcast-overlay', location.pathname);
  } catch {
    // Switched off, or no room: nothing is lost but the early start.
  }
}
