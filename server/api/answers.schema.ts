import { z } from 'zod';
import { ATTRIBUTION_REASONS, type AttributionReason } from '../protocol/attribution.ts';
import { ORDER_SOURCES } from '../protocol/checkout.ts';
import { CONTRACT_STATES } from '../protocol/contracts.ts';
import { CONVERSION_TYPES } from '../protocol/conversions.ts';
import { DROP_PHASES } from '../protocol/drops.ts';

/** What `/v1` answers. Times are ISO 8601 in UTC, money is in minor units beside its currency. */

const time = z.iso.datetime();
const id = z.string();
const reason = z
  .enum(Object.keys(ATTRIBUTION_REASONS) as [AttributionReason, ...AttributionReason[]])
  .nullable()
  .describe('Why it does not count, or not in full; null: it counted in full.');

export const money = z
  .object({ minor: z.int(), currency: z.string() })
  .describe('An amount in minor units: 4900 of eur is 49.00 €.');

/** A page of a list. `nextCursor` is sent back as `cursor`; null: that was all. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}

export const conversionAnswer = z.object({
  id,
  eventId: z.string(),
  type: z.enum(CONVERSION_TYPES),
  mode: z.enum(['live', 'test']),
  orderId: id.nullable(),
  credited: z.object({ contractId: id, creatorName: z.string() }).nullable(),
  contractVersion: z.int().nullable(),
  reason,
  click: z.enum(['none', 'known', 'unknown']),
});

export const order = z.object({
  id,
  number: z.int(),
  source: z.enum(ORDER_SOURCES),
  externalId: z.string().nullable().describe('The id in your own shop; null: paid here.'),
  channel: z.string().nullable(),
  dropId: id.nullable(),
  capturedAt: time,
  captured: money,
  refunded: money,
  state: z.enum(['paid', 'part_refunded', 'refunded']),
  lines: z.array(z.object({ title: z.string(), quantity: z.int(), unitPriceMinor: z.int() })),
});

export const attribution = z.object({
  orderId: id,
  number: z.int(),
  capturedAt: time,
  customerKind: z.enum(['new', 'existing']),
  sentence: z.string(),
  saleCreatorName: z.string().nullable(),
  ltvCreatorName: z.string().nullable(),
  credited: z.object({ contractId: id, creatorName: z.string() }).nullable(),
  contractVersion: z.int().nullable(),
  reason,
  candidates: z.array(
    z.object({
      kind: z.enum(['click', 'claim', 'code']),
      id,
      contractId: id,
      creatorName: z.string(),
      linkSlug: z.string().nullable(),
      at: time,
      excludedBy: reason,
    }),
  ),
});

export const contract = z.object({
  id,
  creatorId: id.nullable(),
  creatorName: z.string(),
  creatorHandle: z.string().nullable(),
  state: z.enum(CONTRACT_STATES),
  createdAt: time,
  endedAt: time.nullable(),
  versions: z.array(
    z.object({
      id,
      number: z.int(),
      isInForce: z.boolean(),
      termsHash: z.string(),
      terms: z.record(z.string(), z.unknown()),
    }),
  ),
});

export const ltv = z.object({
  contractId: id,
  asOf: time,
  currency: z.string(),
  figures: z.array(
    z.object({
      days: z.int(),
      valueMinor: z.int().nullable().describe('Null: nobody is old enough yet; never 0 for that.'),
      customers: z.int(),
      unfinished: z.int(),
      repeatRate: z.number().nullable(),
      settledMinor: z
        .int()
        .nullable()
        .describe('Of customers whose refund window is over; LTV fees are paid by this.'),
    }),
  ),
});

export const creator = z.object({
  id,
  name: z.string(),
  handle: z.string().nullable(),
  contractIds: z.array(id),
});

const stock = z.object({
  total: z.int(),
  available: z.int(),
  reserved: z.int(),
  held: z.int(),
  sold: z.int(),
});

export const drop = z.object({
  id,
  slug: z.string(),
  title: z.string(),
  phase: z.enum(DROP_PHASES),
  startsAt: time,
  endsAt: time,
  url: z.string(),
  orders: z.int(),
  netRevenue: money,
  stock,
});

export const dropStock = z.object({
  dropId: id,
  phase: z.enum(DROP_PHASES),
  stock,
  items: z.array(
    z.object({
      skuId: id,
      productName: z.string(),
      title: z.string(),
      priceMinor: z.int(),
      stock,
    }),
  ),
});

export const link = z.object({
  id,
  contractId: id,
  slug: z.string(),
  url: z.string(),
  spokenCode: z.string(),
  label: z.string(),
  dropId: id.nullable(),
  state: z.enum(['active', 'paused', 'ended']),
  createdAt: time,
  visits: z.int(),
  claims: z.int(),
  orders: z.int(),
});

export const ledgerEntry = z.object({
  id,
  transactionId: id,
  at: time,
  kind: z.string(),
  account: z.string(),
  amount: money,
  creatorId: id.nullable(),
  contractId: id.nullable(),
  orderId: id.nullable(),
  memo: z.string().describe('The arithmetic in one sentence.'),
});

export const payout = z.object({
  id,
  batchNumber: z.int(),
  creatorId: id,
  creatorName: z.string(),
  amount: money,
  state: z.string(),
  createdAt: time,
  paidAt: time.nullable(),
});

export const caller = z.object({
  brand: z.object({
    id,
    slug: z.string(),
    name: z.string(),
    currency: z.string(),
    timeZone: z.string(),
  }),
  mode: z.enum(['live', 'test']),
  scopes: z.array(z.string()),
});
