const KEPT = 'dropcast-popup';

/** Asks the browser to throw nothing away when the device runs out of room. False: it may. */
export async function keepForGood(): Promise<boolean> {
  return (await navigator.storage?.persist?.().catch(() => false)) ?? false;
}

/** Keeps the page and its files, so that it opens without a network. True: it would open now. */
export async function keepForStart(): Promise<boolean> {
  try {
    await navigator.serviceWorker.register('/assets/popup/service-worker.js', { scope: '/popup' });
    await navigator.serviceWorker.ready;
    const cache = await caches.open(KEPT);
    const files = filesOfPage();
    try {
      await cache.addAll(['/popup', ...files]);
      await forgetOldFiles(cache, files);
    } catch {
      // Without a network what was kept before goes on.
    }
    return (await cache.match('/popup')) !== undefined;
  } catch {
    return false;
  }
}

/** Their names carry a hash of their content: a page and its files always belong together. */
function filesOfPage(): string[] {
  const tags = [...document.querySelectorAll<HTMLElement>('script[src], link[rel=stylesheet]')];
  return tags.flatMap((tag) => tag.getAttribute('src') ?? tag.getAttribute('href') ?? []);
}

async function forgetOldFiles(cache: Cache, files: string[]): Promise<void> {
  for (const request of await cache.keys()) {
    const { pathname } = new URL(request.url);
    if (pathname.startsWith('/assets/') && !files.includes(pathname)) await cache.delete(request);
  }
}
