import { z } from 'zod';
import { id } from './id.schema.ts';

export const overviewSchema = z.strictObject({
  brandId: id,
  days: z.int().min(1).max(365).default(30),
});
export const listCreatorsSchema = z.strictObject({
  brandId: id,
  /** Epoch milliseconds; unset: now. */
  asOf: z.int().min(0).max(8_640_000_000_000).optional(),
});
