/** Where the worker is that shows messages, and which pages it belongs to. */
const WORKER = '/assets/drop-page/service-worker.js';
const SCOPE = '/d/';

/** Whether this browser can be told anything while the page is closed. A frame may not ask. */
export function canPush(): boolean {
  const isWhole = window.top === window;
  return isWhole && 'serviceWorker' in navigator && 'PushManager' in window;
}

/** What this browser is subscribed with already, or null. Nobody is asked anything. */
export async function findSubscription(): Promise<PushSubscription | null> {
  const registration = await navigator.serviceWorker.getRegistration(SCOPE);
  return (await registration?.pushManager.getSubscription()) ?? null;
}

/**
 * Lets the worker know by what this browser is known, so that it can tell the hub when the browser
 * renews that: while no page is open, or, where a browser renews it in silence, with the next visit.
 */
export async function tellWorker(key: string): Promise<void> {
  const registration = await navigator.serviceWorker.getRegistration(SCOPE);
  const known = await registration?.pushManager.getSubscription();
  const { endpoint, keys } = known?.toJSON() ?? {};
  if (endpoint && keys) registration?.active?.postMessage({ endpoint, keys, key });
}

/** Subscribes with this hub's key. A subscription with another key hears nothing of us any more. */
export async function subscribe(key: string): Promise<PushSubscription> {
  const registration = await navigator.serviceWorker.register(WORKER, { scope: SCOPE });
  await activeWorker(registration);
  const known = await registration.pushManager.getSubscription();
  const applicationServerKey = bytesOf(key);
  if (known) {
    if (isSame(known.options.applicationServerKey, applicationServerKey)) return known;
    await known.unsubscribe();
  }
  return registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey });
}

function activeWorker({ active, installing, waiting }: ServiceWorkerRegistration): Promise<void> {
  const coming = installing ?? waiting;
  if (active || !coming) return Promise.resolve();
  return new Promise((resolve) => {
    coming.addEventListener('statechange', () => {
      if (coming.state === 'activated') resolve();
    });
  });
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

function isSame(buffer: ArrayBuffer | null, bytes: Uint8Array): boolean {
  if (!buffer) return false;
  const other = new Uint8Array(buffer);
  return other.length === bytes.length && other.every((byte, at) => byte === bytes[at]);
}
