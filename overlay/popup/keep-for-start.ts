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
    const cache = await caches.open(KEPT);
    // One tab at a time: none forgets the files of the page that another is keeping.
    await navigator.locks
      .request('dropcast-popup-start', () => keepNewest(cache))
      .catch(() => {
        // Without a network what was kept before goes on.
      });
    return await isWhole(cache);
  } catch {
    return false;
  }
}

/**
 * The hub may have another page by now than the one that runs here, with files of other names. The page
 * is read once and put last, so that whatever page is kept, its own files are kept too.
 */
async function keepNewest(cache: Cache): Promise<void> {
  const page = await fetch(PAGE);
  const files = filesOf(await page.clone().text());
  if (!page.ok || files.length === 0) throw new Error('That is not the page.');
  await cache.addAll(files);
  await cache.put(PAGE, page);
  await forgetOldFiles(cache, files);
}

async function isWhole(cache: Cache): Promise<boolean> {
  const page = await cache.match(PAGE);
  if (!page) return false;
  const kept = await Promise.all(filesOf(await page.text()).map((file) => cache.match(file)));
  return kept.length > 0 && kept.every((file) => file !== undefined);
}

const FILES = 'script[src], link[rel=stylesheet], link[rel=modulepreload], link[rel=preload]';

/** Their names carry a hash of their content: a page and its files always belong together. */
function filesOf(html: string): string[] {
  const tags = new DOMParser().parseFromString(html, 'text/html').querySelectorAll(FILES);
  return [...tags].flatMap((tag) => tag.getAttribute('src') ?? tag.getAttribute('href') ?? []);
}

async function forgetOldFiles(cache: Cache, files: string[]): Promise<void> {
  for (const request of await cache.keys()) {
    const { pathname } = new URL(request.url);
    if (pathname.startsWith('/assets/') && !files.includes(pathname)) await cache.delete(request);
  }
}
