import { z } from 'zod';
import { email } from './email.schema.ts';

const dropSlug = z.string().min(1).max(60);

export const sendProofCodeSchema = z.strictObject({ dropSlug, email });
export const proveAddressSchema = z.strictObject({
  dropSlug,
  email,
  /** Six digits; spaces between them do not matter. */
  code: z
    .string()
    .max(20)
    .transform((text) => text.replace(/\s/gu, ''))
    .pipe(z.string().regex(/^\d{6}$/, 'is not a code of six digits')),
});
export const readProofSchema = z.strictObject({ dropSlug, proof: z.string().min(8).max(1200) });
