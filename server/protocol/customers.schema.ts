import { z } from 'zod';
import { id } from './id.schema.ts';

export const listCustomersSchema = z.strictObject({
  brandId: id,
  /** A part of an address or a name; empty: the newest. */
  find: z.string().trim().max(100).default(''),
  cursor: id.optional(),
});

const reason = z.string().trim().min(3, 'says why in a few words').max(300);

export const mergeCustomersSchema = z.strictObject({
  brandId: id,
  customerIds: z.tuple([id, id]),
  reason,
});
export const listMergesSchema = z.strictObject({ brandId: id });
export const undoMergeSchema = z.strictObject({ brandId: id, mergeId: id });
