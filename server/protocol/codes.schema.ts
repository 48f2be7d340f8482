import { z } from 'zod';
import { MOST_CODES } from './codes.ts';
import { id } from './id.schema.ts';

const units = z.number().int().min(1);

export const listCodeBatchesSchema = z.strictObject({ brandId: id, dropId: id });
export const createCodeBatchSchema = z.strictObject({
  brandId: id,
  dropId: id,
  gateId: id,
  label: z.string().trim().min(1).max(80),
  codes: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('printed'), count: units.max(MOST_CODES) }),
    z.strictObject({ kind: z.literal('spoken'), maxUses: units.max(100_000) }),
  ]),
  /** Epoch milliseconds; null: as long as the drop. */
  expiresAt: z.number().int().min(0).max(8_640_000_000_000).nullable().default(null),
});
export type CreateCodeBatchInput = z.infer<typeof createCodeBatchSchema>;
export const codeBatchSchema = z.strictObject({ brandId: id, batchId: id });
export const revokeGateSchema = z.strictObject({ brandId: id, dropId: id, gateId: id });
