import { z } from 'zod';
import { claimAccessSchema } from './claims.schema.ts';
import { id } from './id.schema.ts';

/** Signed proof that an address is the viewer's, as it travels. */
const proof = z.string().min(8).max(600);

export const usableCreditSchema = claimAccessSchema.extend({ proof });

export const checkoutSchema = claimAccessSchema.extend({
  /** Store credit first, and money for the rest. It takes a proof of the address that has the credit. */
  useCredit: z.boolean().optional(),
  proof: proof.optional(),
});

export const listCreditSchema = z.strictObject({
  brandId: id,
  /** A part of the address. */
  search: z.string().trim().toLowerCase().max(120).optional(),
  /** Address key of the last balance of the page before. */
  cursor: z.string().max(320).optional(),
});

export const creditHistorySchema = z.strictObject({
  brandId: id,
  emailKey: z.string().min(1).max(320),
});

export const listVouchersSchema = z.strictObject({
  brandId: id,
  /** Id of the last voucher of the page before. */
  cursor: z.string().max(40).optional(),
});

export const voucherCodeSchema = z.strictObject({
  brandId: id,
  code: z.string().trim().min(1, 'Type the code.').max(40),
});
