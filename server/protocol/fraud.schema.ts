import { z } from 'zod';
import { FRAUD_VERDICTS } from './fraud.ts';
import { id } from './id.schema.ts';

const reason = z
  .string()
  .trim()
  .min(3, 'Say why, in a few words: it is kept with the decision.')
  .max(500);

export const listFlagsSchema = z.strictObject({ brandId: id });
export const decideFlagSchema = z.strictObject({
  brandId: id,
  flagId: id,
  verdict: z.enum(FRAUD_VERDICTS),
  reason,
});
export const reopenFlagSchema = z.strictObject({ brandId: id, flagId: id, reason });
