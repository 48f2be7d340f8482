import { z } from 'zod';
import { email } from './email.schema.ts';
import { id } from './id.schema.ts';
import { CURRENCY_DECIMALS, type Currency } from './money.ts';

const currency = z.enum(Object.keys(CURRENCY_DECIMALS) as [Currency, ...Currency[]]);
const bps = z.int().min(0).max(9_000, 'A share is at most 90 %.');

/** What both sides agree on, with the bounds within which a contract is kept. */
export const contractTermsSchema = z.strictObject({
  attributionWindowDays: z.int().min(1).max(90),
  newCustomerBps: bps,
  existingCustomerBps: bps,
  holdDays: z.int().min(0).max(120),
  refundWindowDays: z.int().min(0).max(180),
  minimumPayoutMinor: z.int().min(0).max(100_000_000),
  currency,
});

export const proposeContractSchema = z.strictObject({
  brandId: id,
  email,
  terms: contractTermsSchema,
});

export const proposeVersionSchema = z.strictObject({ contractId: id, terms: contractTermsSchema });
export const answerVersionSchema = z.strictObject({ contractId: id, versionId: id });
export const contractsOfBrandSchema = z.strictObject({ brandId: id });
export const endContractSchema = z.strictObject({
  contractId: id,
  reason: z.string().trim().min(1, 'Say why: the other side reads it.').max(500),
});
