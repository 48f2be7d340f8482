import { z } from 'zod';
import { id as rowId } from './id.schema.ts';
import { CHOOSABLE_EVENTS, type WebhookEvent } from './webhooks.ts';

const id = z.string();
const money = z.object({ minor: z.int(), currency: z.string() });
const time = z.iso.datetime();

/** What travels along with each event. */
export const WEBHOOK_DATA = {
  'order.paid': z.object({
    orderId: id,
    number: z.int(),
    source: z.string(),
    externalId: z.string().nullable(),
    dropId: id.nullable(),
    capturedAt: time,
    captured: money,
  }),
  'order.refunded': z.object({ orderId: id, number: z.int(), refunded: money, captured: money }),
  'order.disputed': z.object({
    orderId: id,
    number: z.int(),
    disputeId: id.describe('The bank’s; of an order that your shop reported, the one you gave.'),
    status: z
      .enum(['inquiry', 'open', 'won', 'lost'])
      .describe(
        'As of the time of this message; each change of state or amount is told once. The newest counts.',
      ),
    reason: z.string().describe('The bank’s word, for instance "fraudulent".'),
    disputed: money,
    evidenceDueAt: time.nullable().describe('Until then you can answer the bank.'),
  }),
  'order.attributed': z.object({
    orderId: id,
    number: z.int(),
    credited: z.object({ contractId: id, creatorName: z.string() }).nullable(),
    contractVersion: z.int().nullable(),
    reason: z.string().nullable(),
  }),
  'claim.held': z
    .object({
      claimId: id,
      dropId: id,
      contractId: id,
      units: z.int(),
      total: money.describe('What the viewer will pay, shipping included.'),
      heldAt: time,
      expiresAt: time.describe(
        'Without a payment the units go back then; it may be extended once.',
      ),
    })
    .describe('Claims in the five seconds after an endpoint was added or changed may not be told.'),
  'drop.started': z.object({ dropId: id, slug: z.string(), title: z.string(), startsAt: time }),
  'drop.sold_out': z.object({ dropId: id, slug: z.string(), title: z.string() }),
  'drop.ended': z.object({ dropId: id, slug: z.string(), title: z.string(), endedAt: time }),
  'contract.accepted': z.object({ contractId: id, versionId: id, version: z.int() }),
  'payout.sent': z.object({ payoutId: id, batchNumber: z.int(), creatorId: id, amount: money }),
  'test.sent': z.object({ message: z.string() }),
} as const satisfies Record<WebhookEvent, z.ZodType>;

export const webhooksOfBrandSchema = z.strictObject({ brandId: rowId });
const settings = {
  url: z.string().trim().min(1, 'Give the address.').max(2_000),
  description: z.string().trim().max(120),
  eventTypes: z
    .array(z.enum(CHOOSABLE_EVENTS as [WebhookEvent, ...WebhookEvent[]]))
    .min(1, 'Choose at least one event.')
    .max(50),
};
export const createEndpointSchema = z.strictObject({ brandId: rowId, ...settings });
export const changeEndpointSchema = z.strictObject({
  brandId: rowId,
  endpointId: rowId,
  ...settings,
});
export const ofEndpointSchema = z.strictObject({ brandId: rowId, endpointId: rowId });
export const rotateSecretSchema = z.strictObject({
  brandId: rowId,
  endpointId: rowId,
  /** How long everything is signed with the old secret too. Hours, up to a week. */
  overlapHours: z.int().min(0).max(168),
});
export const listDeliveriesSchema = z.strictObject({
  brandId: rowId,
  endpointId: rowId,
  cursor: rowId.optional(),
});
export const ofDeliverySchema = z.strictObject({ brandId: rowId, deliveryId: rowId });
