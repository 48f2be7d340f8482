import { z } from 'zod';
import { id } from './id.schema.ts';

export const listEarningsSchema = z
  .strictObject({
    cursor: id.nullish(),
    /** Sent by the query library with every page of an endless list; there is only one direction. */
    direction: z.literal('forward').optional(),
  })
  .default({});
export const payoutsOfBrandSchema = z.strictObject({ brandId: id });
export const payoutBatchSchema = z.strictObject({ brandId: id, batchId: id });
export const markPaidSchema = z.strictObject({
  brandId: id,
  itemId: id,
  /** How the money was sent: a bank reference, a date; the creator reads it. */
  note: z.string().trim().max(200).default(''),
});
