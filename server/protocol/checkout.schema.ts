import { z } from 'zod';
import { id } from './id.schema.ts';

export const listOrdersSchema = z.strictObject({
  brandId: id,
  dropId: id.optional(),
  /** Id of the last order of the page before. */
  cursor: id.optional(),
});

export const refundOrderSchema = z.strictObject({
  brandId: id,
  orderId: id,
  /** Minor units; absent: all that is left. */
  amountMinor: z.number().int().min(1).max(100_000_000).optional(),
  /** What was refunded before, as whoever asks has seen it: of two tries with one sight one is carried out. */
  refundedMinor: z.number().int().min(0).optional(),
  reason: z.string().trim().min(3, 'Say why, in a few words.').max(200),
});
