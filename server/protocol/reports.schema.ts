import { z } from 'zod';
import { id } from './id.schema.ts';
import { ATTRIBUTION_GROUPS, COMPARISONS, LTV_GROUPS } from './reports.ts';

const period = {
  days: z.int().min(1).max(400).default(30),
  compare: z.enum(COMPARISONS).default('before'),
};

export const overviewSchema = z.strictObject({ brandId: id, ...period });
export const listCreatorsSchema = z.strictObject({ brandId: id });
export const ltvSchema = z.strictObject({
  brandId: id,
  by: z.enum(LTV_GROUPS).default('contract'),
  /** Only customers of one contract, or of one channel. */
  contractId: id.optional(),
  channel: z.string().max(100).optional(),
  /** Unset: the brand's own. */
  currency: z
    .string()
    .regex(/^[a-z]{3}$/)
    .optional(),
});
export const attributionSchema = z.strictObject({
  brandId: id,
  days: period.days,
  by: z.enum(ATTRIBUTION_GROUPS).default('creator'),
});
export const orderPathsSchema = z.strictObject({
  brandId: id,
  /** What people read aloud; unset: the newest orders. */
  number: z.int().min(0).max(2_147_483_647).optional(),
});
export const analyticsSchema = z.strictObject(period);
