/**
 * Keeps a page as the hub has it now, with its files. The hub may have another page by now than the one
 * that runs here, with files of other names: the page is read once and put last, so that whatever page
 * is kept, its own files are kept too. Rejects when the hub does not give all of it; what was kept
 * before goes on.
 */
export async function keepPage(kept: string, page: string): Promise<void> {
  const cache = await caches.open(kept);
  // One at a time: none forgets the files of the page that another is keeping.
  await navigator.locks.request(`${kept}-start`, () => keepNewest(cache, page));
}

/** Whether the page would open without a network. */
export async function isWholePage(kept: string, page: string): Promise<boolean> {
  const cache = await caches.open(kept);
  const files = await filesOfKept(cache, page);
  const found = await Promise.all(files.map((file) => cache.match(file)));
  return found.length > 0 && found.every((file) => file !== undefined);
}

async function keepNewest(cache: Cache, page: string): Promise<void> {
  const answer = await fetch(page);
  const files = filesOf(await answer.clone().text());
  if (!answer.ok || files.length === 0) throw new Error('That is not the page.');
  await cache.addAll(files);
  await cache.put(page, answer);
  await forgetOldFiles(cache);
}

const FILES = 'script[src], link[rel=stylesheet], link[rel=modulepreload], link[rel=preload]';

/** Their names carry a hash of their content: a page and its files always belong together. */
function filesOf(html: string): string[] {
  const tags = new DOMParser().parseFromString(html, 'text/html').querySelectorAll(FILES);
  return [...tags].flatMap((tag) => tag.getAttribute('src') ?? tag.getAttribute('href') ?? []);
}

async function filesOfKept(cache: Cache, page: string): Promise<string[]> {
  const answer = await cache.match(page);
  return answer ? filesOf(await answer.text()) : [];
}

/** Another page may be kept beside this one, of an older build and with files of its own. */
async function forgetOldFiles(cache: Cache): Promise<void> {
  const paths = (await cache.keys()).map(({ url }) => new URL(url).pathname);
  const isFile = (path: string) => path.startsWith('/assets/');
  const pages = paths.filter((path) => !isFile(path));
  const named = await Promise.all(pages.map((page) => filesOfKept(cache, page)));
  const used = new Set(named.flat());
  for (const path of paths) if (isFile(path) && !used.has(path)) await cache.delete(path);
}
