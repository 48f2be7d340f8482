/**
 * Shows what a drop's page was asked to tell: one message, and a dot on the icon where there is one.
 * It answers for no page and keeps nothing of a drop, so a drop is never shown as it was. What it
 * keeps is by what this browser is known, so that what was asked goes on when the browser renews that.
 */
self.addEventListener('install', () => self.skipWaiting());

self.addEventListener('push', (event) => {
  const { title, text, path, tag } = event.data.json();
  const shown = self.registration.showNotification(title, { body: text, tag, data: { path } });
  event.waitUntil(Promise.all([shown, self.navigator.setAppBadge?.(1)]));
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(openDrop(new URL(event.notification.data.path, self.location.origin)));
});

/** The page says by what this browser is known now, and the hub's key. */
self.addEventListener('message', (event) => {
  event.waitUntil(follow(event.data));
});

self.addEventListener('pushsubscriptionchange', (event) => {
  event.waitUntil(renew(event));
});

/** The page itself when it is still open somewhere, else a new one. */
async function openDrop(url) {
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const open = pages.find((page) => new URL(page.url).pathname === url.pathname);
  await (open ? open.focus() : self.clients.openWindow(url.href));
}

/** Some browsers bring the new subscription, some only say that the old one is over. */
async function renew({ oldSubscription, newSubscription }) {
  const kept = (await readKept()) ?? factsOf(oldSubscription);
  if (!kept?.key) return;
  const fresh =
    newSubscription ??
    (await self.registration.pushManager.subscribe({
      userVisibleOnly: true,
      applicationServerKey: kept.key,
    }));
  await follow({ ...factsOf(fresh), key: kept.key }, kept);
}

/** What could not be told is told with the next visit, because the old address stays kept until then. */
async function follow(now, before) {
  const known = before ?? (await readKept());
  const isOther = known && known.endpoint !== now.endpoint;
  if (isOther && !(await tellHub(known, now))) return keep(known);
  await keep(now);
}

/** False when it is to be told again: what the hub refuses, it will always refuse. */
async function tellHub(before, { endpoint, keys }) {
  const from = { endpoint: before.endpoint, auth: before.keys.auth };
  const answer = await fetch('/trpc/push.move', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ from, to: { endpoint, keys } }),
  }).catch(() => null);
  return answer !== null && answer.status < 500 && answer.status !== 429;
}

const KEPT = 'dropcast-push';
const NAME = '/d/push-subscription';

async function readKept() {
  const found = await (await caches.open(KEPT)).match(NAME);
  return found?.json();
}

async function keep(facts) {
  await (await caches.open(KEPT)).put(NAME, Response.json(facts));
}

function factsOf(subscription) {
  if (!subscription) return null;
  const { endpoint, keys } = subscription.toJSON();
  return { endpoint, keys, key: textOf(subscription.options?.applicationServerKey) };
}

/** As the hub writes its key: base64url. */
function textOf(buffer) {
  if (!buffer) return null;
  const text = btoa(String.fromCharCode(...new Uint8Array(buffer)));
  return text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}
