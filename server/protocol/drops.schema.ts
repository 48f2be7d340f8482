import { z } from 'zod';
import { id } from './id.schema.ts';

const brandId = id;
const minor = z.number().int().min(0).max(100_000_000);
const promise = z.string().trim().max(300);
const instant = z.number().int().min(0).max(8_640_000_000_000);

/** Lower-case words with hyphens, as in `/d/:slug`. */
const slugSchema = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9](?:[a-z0-9-]{1,46}[a-z0-9])$/, 'Use 3–48 letters, digits and hyphens.');

const dropItemSchema = z.strictObject({
  skuId: id,
  /** Price in this drop, minor units, tax included. */
  priceMinor: minor.min(1, 'A price is at least one minor unit.'),
  /** Units set aside for this drop. */
  units: z.number().int().min(1, 'A drop needs at least one unit.').max(100_000),
});

export const createDropSchema = z
  .strictObject({
    brandId,
    title: z.string().trim().min(3, 'Give it a title of at least three letters.').max(80),
    description: z.string().trim().max(2000).default(''),
    slug: slugSchema.optional(),
    startsAt: instant,
    endsAt: instant,
    items: z.array(dropItemSchema).min(1, 'Choose at least one article.').max(10),
    gates: z
      .array(
        z.strictObject({
          contractId: id,
          capUnits: z.number().int().min(1).max(100_000).nullable(),
        }),
      )
      .max(100),
    holdSeconds: z.number().int().min(300).max(900).default(600),
    limitPerCustomer: z.number().int().min(1).max(100).default(1),
    shippingMinor: minor.default(0),
    shippingPromise: promise.default(''),
    returnsPromise: promise.default(''),
    warrantyPromise: promise.default(''),
    publish: z.boolean().default(false),
  })
  .refine((drop) => drop.endsAt > drop.startsAt, {
    path: ['endsAt'],
    message: 'The end comes after the start.',
  })
  .refine((drop) => new Set(drop.items.map((item) => item.skuId)).size === drop.items.length, {
    path: ['items'],
    message: 'Each article appears once.',
  })
  .refine((drop) => new Set(drop.gates.map((gate) => gate.contractId)).size === drop.gates.length, {
    path: ['gates'],
    message: 'Each creator appears once.',
  });
export type CreateDropInput = z.output<typeof createDropSchema>;

export const dropOfBrandSchema = z.strictObject({ brandId, dropId: id });
export const listDropsSchema = z.strictObject({ brandId });

export const pauseDropSchema = z.strictObject({
  brandId,
  dropId: id,
  /** Shown to viewers and in the public log. */
  reason: z.string().trim().min(3, 'Say why, in a few words: viewers read it.').max(140),
});

export const extendDropSchema = z.strictObject({
  brandId,
  dropId: id,
  minutes: z
    .number()
    .int()
    .min(1)
    .max(24 * 60),
});

export const releaseUnitsSchema = z.strictObject({
  brandId,
  dropId: id,
  skuId: id,
  units: z.number().int().min(1).max(100_000),
});
