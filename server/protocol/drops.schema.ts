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

/** What a brand says of a drop, new or still a draft. */
const dropFields = {
  title: z.string().trim().min(3, 'Give it a title of at least three letters.').max(80),
  description: z.string().trim().max(2000).default(''),
  slug: slugSchema.optional(),
  startsAt: instant,
  endsAt: instant,
  items: z.array(dropItemSchema).min(1, 'Choose at least one article.').max(10),
  gates: z
    .array(
      z.strictObject({ contractId: id, capUnits: z.number().int().min(1).max(100_000).nullable() }),
    )
    .max(100),
  holdSeconds: z.number().int().min(300).max(900).default(600),
  limitPerCustomer: z.number().int().min(1).max(100).default(1),
  shippingMinor: minor.default(0),
  shippingPromise: promise.default(''),
  returnsPromise: promise.default(''),
  warrantyPromise: promise.default(''),
  publish: z.boolean().default(false),
};

type DropFields = { startsAt: number; endsAt: number; items: object[]; gates: object[] };

const consistent = <S extends z.ZodType<DropFields>>(schema: S): S =>
  schema
    .refine((drop) => drop.endsAt > drop.startsAt, {
      path: ['endsAt'],
      message: 'The end comes after the start.',
    })
    .refine((drop) => areDistinct(drop.items, 'skuId'), {
      path: ['items'],
      message: 'Each article appears once.',
    })
    .refine((drop) => areDistinct(drop.gates, 'contractId'), {
      path: ['gates'],
      message: 'Each creator appears once.',
    });

export const createDropSchema = consistent(z.strictObject({ brandId, ...dropFields }));
export const changeDraftSchema = consistent(z.strictObject({ brandId, dropId: id, ...dropFields }));
export type CreateDropInput = z.output<typeof createDropSchema>;
export type ChangeDraftInput = z.output<typeof changeDraftSchema>;

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

function areDistinct(rows: object[], key: string): boolean {
  const values = rows.map((row) => (row as Record<string, unknown>)[key]);
  return new Set(values).size === values.length;
}
