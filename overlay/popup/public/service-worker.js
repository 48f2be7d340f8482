/**
 * Opens the counter of a pop-up without a network: the page and its files are answered from what was
 * kept at the last start with one. What was sold lies in the page's own database, never here.
 */
const KEPT = 'dropcast-popup';
const PATIENCE_MS = 3000;

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (request.mode === 'navigate') event.respondWith(freshOrKept(request));
  else if (url.pathname.startsWith('/assets/popup/')) event.respondWith(keptOrFresh(request));
});

/** The hub's own page when it answers in time, else the one that was kept. */
async function freshOrKept(request) {
  const kept = await keptAnswer(request);
  if (!kept) return fetch(request);
  const impatience = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS, kept));
  const fresh = fetch(request).then((response) => (response.ok ? response : kept));
  return Promise.race([fresh.catch(() => kept), impatience]);
}

/** File names carry a hash of their content, so what was kept is never old. */
async function keptOrFresh(request) {
  return (await keptAnswer(request)) ?? fetch(request);
}

async function keptAnswer(request) {
  const cache = await caches.open(KEPT);
  return cache.match(request, { ignoreSearch: true });
}
