import { forgetListeners } from '../claims/known-listeners.ts';
import { inTransaction } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { newId } from '../platform/ids.ts';
import type { Outward } from '../platform/post-outward.ts';
import { Problem } from '../platform/problem.ts';
import { NotPublic } from '../platform/public-address.ts';
import type { NewEndpoint, WebhookEndpointView, WebhookEvent } from '../protocol/webhooks.ts';
import { cancelWaiting } from './deliveries.store.ts';
import {
  changeEndpointRow,
  countEndpoints,
  findEndpointOfBrand,
  insertEndpoint,
  listEndpointsOfBrand,
  type StoredEndpoint,
} from './endpoints.store.ts';
import { presentEndpoint } from './present-endpoint.ts';
import { makeSecret } from './secrets.ts';

const MOST = 20;
const HOUR_MS = 3_600_000;

type Settings = { url: string; description: string; eventTypes: readonly WebhookEvent[] };
type Which = { brandId: string; endpointId: string };

/** A brand's endpoints, oldest first. */
export async function listEndpoints(hub: Hub, brandId: string): Promise<WebhookEndpointView[]> {
  const endpoints = await listEndpointsOfBrand(hub.db, brandId);
  const now = hub.clock.now();
  return Promise.all(endpoints.map((one) => presentEndpoint(hub.db, one, now)));
}

/** Makes an endpoint; its secret is in the answer, and can be changed but not read again. */
export async function createEndpoint(
  hub: Hub,
  { brandId, createdBy }: { brandId: string; createdBy: string },
  settings: Settings,
): Promise<NewEndpoint> {
  requirePublic(hub.outward, settings.url);
  if ((await countEndpoints(hub.db, brandId)) >= MOST) throw new Problem('too_many_endpoints');
  const { secret, sealed } = makeSecret(hub);
  const createdAt = hub.clock.now();
  const row: StoredEndpoint = {
    ...rowOf(settings),
    id: newId(createdAt),
    brandId,
    secret: sealed,
    previousSecret: null,
    previousUntil: null,
    createdAt,
    createdBy,
    disabledAt: null,
    disabledReason: null,
    removedAt: null,
  };
  await insertEndpoint(hub.db, row);
  forgetListeners(hub.db);
  return { endpoint: await presentEndpoint(hub.db, row, createdAt), secret };
}

/** Changes where an endpoint is and what it is told. */
export async function changeEndpoint(
  hub: Hub,
  which: Which,
  settings: Settings,
): Promise<WebhookEndpointView> {
  await requireEndpoint(hub, which);
  requirePublic(hub.outward, settings.url);
  await changeEndpointRow(hub.db, which.endpointId, rowOf(settings));
  forgetListeners(hub.db);
  return readEndpoint(hub, which);
}

/** Stops telling an endpoint; what waits for it is canceled, and stays in the log. */
export async function disableEndpoint(hub: Hub, which: Which): Promise<WebhookEndpointView> {
  await requireEndpoint(hub, which);
  await stop(hub, which.endpointId, { disabledReason: 'by_hand' });
  return readEndpoint(hub, which);
}

/** Tells an endpoint again, from now on. */
export async function enableEndpoint(hub: Hub, which: Which): Promise<WebhookEndpointView> {
  await requireEndpoint(hub, which);
  const on = { disabledAt: null, disabledReason: null };
  await changeEndpointRow(hub.db, which.endpointId, on);
  forgetListeners(hub.db);
  return readEndpoint(hub, which);
}

/** Takes an endpoint off the list for good. */
export async function removeEndpoint(hub: Hub, which: Which): Promise<void> {
  await requireEndpoint(hub, which);
  await stop(hub, which.endpointId, { disabledReason: 'by_hand', removedAt: hub.clock.now() });
}

/** Gives an endpoint a new secret; everything is signed with both for some hours. */
export async function rotateSecret(
  hub: Hub,
  which: Which,
  { overlapHours }: { overlapHours: number },
): Promise<NewEndpoint> {
  const endpoint = await requireEndpoint(hub, which);
  const { secret, sealed } = makeSecret(hub);
  await changeEndpointRow(hub.db, endpoint.id, {
    secret: sealed,
    previousSecret: endpoint.secret,
    previousUntil: new Date(hub.clock.now().getTime() + overlapHours * HOUR_MS),
  });
  return { endpoint: await readEndpoint(hub, which), secret };
}

async function stop(hub: Hub, endpointId: string, change: Partial<StoredEndpoint>): Promise<void> {
  const at = hub.clock.now();
  await inTransaction(hub.db, async (tx) => {
    await changeEndpointRow(tx, endpointId, { ...change, disabledAt: at });
    await cancelWaiting(tx, endpointId, at);
  });
  forgetListeners(hub.db);
}

async function readEndpoint(hub: Hub, which: Which): Promise<WebhookEndpointView> {
  return presentEndpoint(hub.db, await requireEndpoint(hub, which), hub.clock.now());
}

async function requireEndpoint(hub: Hub, which: Which): Promise<StoredEndpoint> {
  const endpoint = await findEndpointOfBrand(hub.db, which);
  if (!endpoint) throw new Problem('not_found');
  return endpoint;
}

/** What the address says by itself; what its name stands for is looked at before every call. */
function requirePublic(outward: Outward, url: string): void {
  try {
    outward.check(url);
  } catch (error) {
    if (!(error instanceof NotPublic)) throw error;
    throw new Problem('url_not_public', { fields: [{ path: 'url', message: error.message }] });
  }
}

function rowOf({ url, description, eventTypes }: Settings) {
  return { url, description, eventTypes: JSON.stringify([...new Set(eventTypes)]) };
}
