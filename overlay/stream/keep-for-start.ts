const KEPT = 'dropcast-overlay';

/**
 * Keeps this page and its files, so that OBS can open the overlay while the hub is down. Only where
 * the browser offers it (https or loopback); the overlay is the same without.
 */
export async function keepForStart(): Promise<void> {
  try {
    await navigator.serviceWorker.register('/assets/stream/service-worker.js', { scope: '/o/' });
    const files = [...document.querySelectorAll<HTMLElement>('script[src], link[rel=stylesheet]')];
    const addresses = files.flatMap(
      (file) => file.getAttribute('src') ?? file.getAttribute('href') ?? [],
    );
    const cache = await caches.open(KEPT);
    await cache.addAll([location.pathname, ...addresses]);
    await forgetOldFiles(cache, addresses);
  } catch {
    // Switched off, or no room: nothing is lost but the early start.
  }
}

async function forgetOldFiles(cache: Cache, addresses: string[]): Promise<void> {
  for (const request of await cache.keys()) {
    const { pathname } = new URL(request.url);
    if (pathname.startsWith('/assets/') && !addresses.includes(pathname))
      await cache.delete(request);
  }
}
