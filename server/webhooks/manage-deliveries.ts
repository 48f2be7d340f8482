import type { Hub } from '../platform/hub.ts';
import { newId } from '../platform/ids.ts';
import { Problem } from '../platform/problem.ts';
import type {
  WebhookDeliveryDetail,
  WebhookDeliveryView,
  WebhookEvent,
} from '../protocol/webhooks.ts';
import {
  type DeliveryRow,
  findDeliveryOfBrand,
  listDeliveriesOfEndpoint,
  restartDelivery,
} from './deliveries.store.ts';
import { findEndpointOfBrand } from './endpoints.store.ts';
import { sendTo } from './tell-brand.ts';

const PAGE = 30;

/** The log of one endpoint, newest first. */
export async function listDeliveries(
  hub: Hub,
  { cursor, ...which }: { brandId: string; endpointId: string; cursor?: string | undefined },
): Promise<{ deliveries: WebhookDeliveryView[]; nextCursor: string | null }> {
  if (!(await findEndpointOfBrand(hub.db, which))) throw new Problem('not_found');
  const { endpointId } = which;
  const rows = await listDeliveriesOfEndpoint(hub.db, {
    endpointId,
    before: cursor ?? null,
    take: PAGE + 1,
  });
  const deliveries = rows.slice(0, PAGE).map(present);
  return {
    deliveries,
    nextCursor: rows.length > PAGE ? (deliveries.at(-1)?.id ?? null) : null,
  };
}

/** One delivery with what was sent and what came back of every try. */
export async function readDelivery(
  hub: Hub,
  which: { brandId: string; deliveryId: string },
): Promise<WebhookDeliveryDetail> {
  const row = await findDeliveryOfBrand(hub.db, which);
  if (!row) throw new Problem('not_found');
  return {
    ...present(row),
    payload: row.message.payload,
    tries: row.tries.map(({ at, status, error, answer, durationMs }) => ({
      at: at.getTime(),
      status,
      error,
      answer,
      durationMs,
    })),
  };
}

/** Sends a message again under its own id, so that a receiver that has it knows it. */
export async function replayDelivery(
  hub: Hub,
  which: { brandId: string; deliveryId: string },
): Promise<WebhookDeliveryDetail> {
  const row = await findDeliveryOfBrand(hub.db, which);
  if (!row) throw new Problem('not_found');
  if (row.endpoint.disabledAt || row.endpoint.removedAt) throw new Problem('endpoint_disabled');
  await restartDelivery(hub.db, row.id, hub.clock.now());
  return readDelivery(hub, which);
}

/** Sends one test message to one endpoint, whatever it chose. */
export async function sendTest(
  hub: Hub,
  which: { brandId: string; endpointId: string },
): Promise<void> {
  const endpoint = await findEndpointOfBrand(hub.db, which);
  if (!endpoint) throw new Problem('not_found');
  if (endpoint.disabledAt) throw new Problem('endpoint_disabled');
  const at = hub.clock.now();
  await sendTo(hub, [endpoint], {
    type: 'test.sent',
    brandId: which.brandId,
    subject: `test.sent:${newId(at)}`,
    at,
    data: { message: 'Hello from Dropcast. Nothing has happened.' },
  });
}

function present(row: DeliveryRow): WebhookDeliveryView {
  const [last] = row.tries;
  return {
    id: row.id,
    messageId: row.messageId,
    type: row.message.type as WebhookEvent,
    createdAt: row.createdAt.getTime(),
    state: row.state as WebhookDeliveryView['state'],
    attempts: row.attempts,
    nextAttemptAt: row.nextAttemptAt?.getTime() ?? null,
    lastStatus: last?.status ?? null,
    lastError: last?.error ?? null,
  };
}
