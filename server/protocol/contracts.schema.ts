import { z } from 'zod';
import { MAX_SHARE_BPS, NO_CLAUSES } from './contracts.ts';
import { email } from './email.schema.ts';
import { id } from './id.schema.ts';
import { CURRENCY_DECIMALS, type Currency } from './money.ts';

const currency = z.enum(Object.keys(CURRENCY_DECIMALS) as [Currency, ...Currency[]]);
const bps = z
  .int()
  .min(0)
  .max(MAX_SHARE_BPS, `A share is at most ${MAX_SHARE_BPS / 100} %.`);
const minor = z.int().min(0).max(100_000_000);
const EITHER = 'Agree on a share or on an amount, not on both.';

const rate = z
  .strictObject({ bps, flatMinor: minor })
  .refine((one) => one.bps === 0 || one.flatMinor === 0, EITHER);

const steps = z
  .array(z.strictObject({ from: z.int().min(1).max(1_000_000_000), plusBps: bps.min(1) }))
  .min(1)
  .max(10)
  .refine(
    (all) =>
      all.every(({ from, plusBps }, at) => {
        const before = all[at - 1];
        return !before || (from > before.from && plusBps > before.plusBps);
      }),
    'Each step begins later and adds more than the one before.',
  );

const ltv = z
  .strictObject({
    days: z.union([z.literal(30), z.literal(60), z.literal(90)]),
    thresholdMinor: minor,
    bps,
    flatMinor: minor,
    minimumCustomers: z.int().min(1).max(100_000),
    capMinor: minor.min(1).nullable().default(null),
  })
  .refine((one) => (one.bps === 0) !== (one.flatMinor === 0), EITHER);

/**
 * What both sides agree on, with the bounds within which a contract is kept. A key that is missing, as
 * in versions from before there was such a clause, means that it was not agreed.
 */
export const contractTermsSchema = z
  .strictObject({
    attributionWindowDays: z.int().min(1).max(90),
    newCustomerBps: bps,
    existingCustomerBps: bps,
    newCustomerFlatMinor: minor.default(NO_CLAUSES.newCustomerFlatMinor),
    existingCustomerFlatMinor: minor.default(NO_CLAUSES.existingCustomerFlatMinor),
    dropOverrides: z
      .array(z.strictObject({ dropId: id, newCustomer: rate, existingCustomer: rate }))
      .min(1)
      .max(50)
      .refine(
        (all) => new Set(all.map(({ dropId }) => dropId)).size === all.length,
        'One per drop.',
      )
      .nullable()
      .default(null),
    caps: z
      .strictObject({
        orderMinor: minor.min(1).nullable().default(null),
        dropMinor: minor.min(1).nullable().default(null),
        monthMinor: minor.min(1).nullable().default(null),
      })
      .nullable()
      .default(null),
    tiers: z
      .strictObject({
        period: z.enum(['month', 'drop']),
        basis: z.enum(['revenue', 'orders']),
        mode: z.enum(['marginal', 'retroactive']),
        steps,
      })
      .nullable()
      .default(null),
    recurring: z
      .strictObject({ months: z.int().min(1).max(36), bps: bps.min(1) })
      .nullable()
      .default(null),
    ltv: ltv.nullable().default(null),
    dropFeeMinor: minor.default(NO_CLAUSES.dropFeeMinor),
    holdDays: z.int().min(0).max(120),
    refundWindowDays: z.int().min(0).max(180),
    minimumPayoutMinor: minor,
    currency,
    noticeDays: z.int().min(0).max(90).default(NO_CLAUSES.noticeDays),
    rateFloorBps: bps.default(NO_CLAUSES.rateFloorBps),
    survivalDays: z.int().min(0).max(365).default(NO_CLAUSES.survivalDays),
  })
  .refine((terms) => terms.newCustomerBps === 0 || terms.newCustomerFlatMinor === 0, {
    path: ['newCustomerFlatMinor'],
    message: EITHER,
  })
  .refine((terms) => terms.existingCustomerBps === 0 || terms.existingCustomerFlatMinor === 0, {
    path: ['existingCustomerFlatMinor'],
    message: EITHER,
  });

export const proposeContractSchema = z.strictObject({
  brandId: id,
  email,
  terms: contractTermsSchema,
});

export const proposeVersionSchema = z.strictObject({ contractId: id, terms: contractTermsSchema });
export const counterVersionSchema = proposeVersionSchema.extend({ versionId: id });
export const withdrawVersionSchema = z.strictObject({ contractId: id, versionId: id });
export const acceptVersionSchema = withdrawVersionSchema.extend({
  /** Of the terms that were read: nobody accepts what they have not seen. */
  termsHash: z.string().regex(/^[0-9a-f]{64}$/),
});
export const declineVersionSchema = withdrawVersionSchema.extend({
  reason: z.string().trim().max(500).default(''),
});
export const contractsOfBrandSchema = z.strictObject({ brandId: id });
export const endContractSchema = z.strictObject({
  contractId: id,
  reason: z.string().trim().min(1, 'Say why: the other side reads it.').max(500),
});
