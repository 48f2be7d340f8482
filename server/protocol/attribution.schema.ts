import { z } from 'zod';
import { id } from './id.schema.ts';

export const explainOrderSchema = z.strictObject({ brandId: id, orderId: id });
export const explainMyOrderSchema = z.strictObject({ orderId: id });

const day = z.int().min(0).max(8_640_000_000_000);
/** At most a week: a creator looks for one sale. */
export const missedSalesSchema = z
  .strictObject({ from: day, to: day, dropId: id.optional() })
  .refine(({ from, to }) => to > from && to - from <= 7 * 86_400_000, {
    path: ['to'],
    error: 'is after the start, by a week at most',
  });

export const reattributeSchema = z.strictObject({
  brandId: id,
  orderId: id,
  /** Whose the customer is from now on; null: nobody's. */
  contractId: id.nullable(),
  reason: z.string().trim().min(3, 'says why in a few words').max(300),
});
