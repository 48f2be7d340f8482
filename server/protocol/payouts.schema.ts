import { z } from 'zod';
import { id } from './id.schema.ts';
import { PAYOUT_COUNTRIES } from './payouts.ts';

export const listEarningsSchema = z
  .strictObject({
    cursor: id.nullish(),
    /** Sent by the query library with every page of an endless list; there is only one direction. */
    direction: z.literal('forward').optional(),
  })
  .default({});
export const payoutsOfBrandSchema = z.strictObject({ brandId: id });
export const payoutBatchSchema = z.strictObject({ brandId: id, batchId: id });
/** `totalMinor` is what the person saw: a batch that has changed since is not approved. */
export const approveBatchSchema = payoutBatchSchema.extend({ totalMinor: z.int().optional() });
export const payoutItemSchema = z.strictObject({ brandId: id, itemId: id });
export const startOnboardingSchema = z.strictObject({
  /** ISO 3166, two letters: where the creator has their bank account. */
  country: z.enum(PAYOUT_COUNTRIES),
});
const day = z.iso.date();
/** Whole days in the reader's zone; `to` is included. */
export const myStatementSchema = z.strictObject({ from: day, to: day });
export const statementOfCreatorSchema = z.strictObject({
  brandId: id,
  creatorId: id,
  from: day,
  to: day,
});
export const markPaidSchema = z.strictObject({
  brandId: id,
  itemId: id,
  /** How the money was sent: a bank reference, a date; the creator reads it. */
  note: z.string().trim().max(200).default(''),
});
