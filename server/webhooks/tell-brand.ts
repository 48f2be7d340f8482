import type { z } from 'zod';
import type { Hub } from '../platform/hub.ts';
import { newId } from '../platform/ids.ts';
import type { WEBHOOK_DATA } from '../protocol/webhooks.schema.ts';
import type { WebhookEvent } from '../protocol/webhooks.ts';
import { insertMessageOnce, insertMessagesOnce } from './deliveries.store.ts';
import { listEndpointsOfBrand, type StoredEndpoint } from './endpoints.store.ts';

export type EventData<K extends WebhookEvent> = z.infer<(typeof WEBHOOK_DATA)[K]>;

/**
 * Tells a brand's programs that something happened: one message about one `subject`, however often
 * this runs, and a delivery to each endpoint that chose the event. Brands without such an endpoint
 * cost one query.
 */
export async function tellBrand<K extends WebhookEvent>(
  hub: Hub,
  type: K,
  told: { brandId: string; subject: string; at: Date; data: EventData<K> },
): Promise<void> {
  const { brandId, subject, at, data } = told;
  const endpoints = await listEndpointsOfBrand(hub.db, brandId);
  await sendTo(
    hub,
    endpoints.filter((one) => wants(one, type)),
    {
      type,
      brandId,
      subject: `${type}:${subject}`,
      at,
      data,
    },
  );
}

/** Whether anybody is told of this. */
function wants({ disabledAt, eventTypes }: StoredEndpoint, type: WebhookEvent): boolean {
  return disabledAt === null && (JSON.parse(eventTypes) as string[]).includes(type);
}

/** The same for many subjects of one brand, with a few statements for all of them. */
export async function tellBrandOfMany<K extends WebhookEvent>(
  hub: Hub,
  type: K,
  told: { brandId: string; news: readonly { subject: string; at: Date; data: EventData<K> }[] },
): Promise<void> {
  const { brandId } = told;
  const endpoints = await listEndpointsOfBrand(hub.db, brandId);
  const listening = endpoints.filter((one) => wants(one, type));
  if (listening.length === 0) return;
  const messages = told.news.map(({ subject, ...one }) =>
    messageFor(hub, listening, { type, brandId, subject: `${type}:${subject}`, ...one }),
  );
  await insertMessagesOnce(hub.db, brandId, messages);
}

type Message = { type: WebhookEvent; brandId: string; subject: string; at: Date; data: object };

/** Writes one message for these endpoints, unless it is written. */
export async function sendTo(
  hub: Hub,
  endpoints: readonly { id: string }[],
  message: Message,
): Promise<void> {
  if (endpoints.length === 0) return;
  const { row, deliveries } = messageFor(hub, endpoints, message);
  await insertMessageOnce(hub.db, row, deliveries);
}

function messageFor(
  hub: Hub,
  endpoints: readonly { id: string }[],
  { type, brandId, subject, at, data }: Message,
) {
  const now = hub.clock.now();
  const payload = JSON.stringify({ type, timestamp: at.toISOString(), data });
  return {
    row: { id: `msg_${newId(now)}`, brandId, type, subject, payload, at: now },
    deliveries: endpoints.map(({ id }) => ({ id: newId(now), endpointId: id })),
  };
}
