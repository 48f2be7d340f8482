import type { Reader } from '../platform/db.ts';
import type { WebhookEndpointView, WebhookEvent } from '../protocol/webhooks.ts';
import { countOutcomes, type StoredEndpoint } from './endpoints.store.ts';

export async function presentEndpoint(
  db: Reader,
  endpoint: StoredEndpoint,
  now: Date,
): Promise<WebhookEndpointView> {
  const { previousUntil } = endpoint;
  return {
    id: endpoint.id,
    url: endpoint.url,
    description: endpoint.description,
    eventTypes: JSON.parse(endpoint.eventTypes) as WebhookEvent[],
    createdAt: endpoint.createdAt.getTime(),
    disabledAt: endpoint.disabledAt?.getTime() ?? null,
    disabledReason: endpoint.disabledReason as WebhookEndpointView['disabledReason'],
    previousSecretUntil: previousUntil && previousUntil > now ? previousUntil.getTime() : null,
    ...(await countOutcomes(db, endpoint.id)),
  };
}
