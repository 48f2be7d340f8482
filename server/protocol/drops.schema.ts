import { z } from 'zod';
import { holdoutSchema } from './experiments.schema.ts';
import { id } from './id.schema.ts';
import { FAIRNESS_MODES } from './lines.ts';
import type { Offer } from './offers.ts';
import { CENTRAL, EVERYONE } from './stock-keys.ts';

const brandId = id;
const minor = z.number().int().min(0).max(100_000_000);
const promise = z.string().trim().max(300);
/** A location or an audience: a well-known word or an id. */
const poolKey = z.string().regex(/^[\w-]{3,40}$/);
const instant = z.number().int().min(0).max(8_640_000_000_000);

/** Lower-case words with hyphens, as in `/d/:slug`. */
const slugSchema = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9](?:[a-z0-9-]{1,46}[a-z0-9])$/, 'Use 3–48 letters, digits and hyphens.');

/** Stock by location and audience. */
const stockRows = z
  .array(
    z.strictObject({
      location: poolKey,
      audience: poolKey,
      units: z.number().int().min(1).max(100_000),
    }),
  )
  .max(20)
  .refine((rows) => areDistinct(rows, 'location', 'audience'), {
    message: 'Each location and audience appears once.',
  });

const dropItemSchema = z.strictObject({
  skuId: id,
  /** Price in this drop, minor units, tax included. */
  priceMinor: minor.min(1, 'A price is at least one minor unit.'),
  /** Units set aside for everybody at the central reserve. */
  units: z.number().int().min(0).max(100_000),
  /** Further stock: at other locations, or for one audience alone. */
  extraStock: stockRows
    .default([])
    .refine((rows) => !rows.some((row) => row.location === CENTRAL && row.audience === EVERYONE), {
      message: 'Units for everybody at the central reserve are the first number.',
    }),
  /** Early steps of the price; none: one price all along. */
  rungs: z
    .array(
      z
        .strictObject({
          priceMinor: minor.min(1, 'A price is at least one minor unit.'),
          units: z.number().int().min(1).max(100_000).nullable(),
          endsAt: instant.nullable(),
        })
        .refine((rung) => rung.units !== null || rung.endsAt !== null, {
          message: 'A step ends by units, by time, or by both.',
        }),
    )
    .max(8)
    .default([]),
});

const offerSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('plain') }),
  z.strictObject({ kind: z.literal('bundle'), addOnSkuId: id }),
  z.strictObject({ kind: z.literal('credit_back'), creditMinor: minor.min(1) }),
  z.strictObject({
    kind: z.literal('voucher'),
    title: z.string().trim().min(3).max(80),
    terms: z.string().trim().max(500).default(''),
    validDays: z.number().int().min(1).max(3650).nullable().default(null),
  }),
]) satisfies z.ZodType<Offer>;

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
      z.strictObject({
        contractId: id,
        audience: poolKey.default(EVERYONE),
        capUnits: z.number().int().min(1).max(100_000).nullable(),
        /** Earlier than the drop's start: early access. */
        opensAt: instant.nullable().default(null),
        closesAt: instant.nullable().default(null),
      }),
    )
    .max(100),
  fairness: z.enum(FAIRNESS_MODES).default('first_come'),
  entriesCloseAt: instant.nullable().default(null),
  turnsPerSecond: z.number().int().min(1).max(1000).default(20),
  hasWaitingList: z.boolean().default(true),
  offerSeconds: z.number().int().min(60).max(86_400).default(300),
  offer: offerSchema.default({ kind: 'plain' }),
  /** Bundle: units of the add-on, which is stock like any other but is not offered by itself. */
  addOnStock: stockRows.default([]),
  noteLabel: z.string().trim().min(2).max(60).nullable().default(null),
  canShip: z.boolean().default(true),
  reserveEndsAt: instant.nullable().default(null),
  holdSeconds: z.number().int().min(300).max(900).default(600),
  limitPerCustomer: z.number().int().min(1).max(100).default(1),
  shippingMinor: minor.default(0),
  shippingPromise: promise.default(''),
  returnsPromise: promise.default(''),
  warrantyPromise: promise.default(''),
  /** What happens when the stream or the network fails. */
  contingencyPlan: promise.default(''),
  /** Who by chance gets the ordinary page instead; null: nobody. */
  holdout: holdoutSchema.nullable().default(null),
  publish: z.boolean().default(false),
};

type DropFields = {
  startsAt: number;
  endsAt: number;
  items: { skuId: string }[];
  gates: object[];
  offer: Offer;
};

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
    .refine((drop) => areDistinct(drop.gates, 'contractId', 'audience'), {
      path: ['gates'],
      message: 'Each creator and audience appears once.',
    })
    .refine(({ offer, items }) => !isOffered(offer, items), {
      path: ['offer'],
      message: 'The add-on comes with every unit, so it is not sold by itself here.',
    });

export const createDropSchema = consistent(
  z.strictObject({
    brandId,
    /** Made once by whoever asks: asked again under it, it is this drop and no second one. */
    dropId: id.optional(),
    ...dropFields,
  }),
);
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

/** Made once by whoever asks: however often it is asked with it, it is done once. */
const requestKey = z.string().min(16).max(64).optional();

export const extendDropSchema = z.strictObject({
  brandId,
  dropId: id,
  key: requestKey,
  minutes: z
    .number()
    .int()
    .min(1)
    .max(24 * 60),
});

export const releaseUnitsSchema = z.strictObject({
  brandId,
  dropId: id,
  key: requestKey,
  skuId: id,
  units: z.number().int().min(1).max(100_000),
  location: poolKey.default(CENTRAL),
  audience: poolKey.default(EVERYONE),
});

function isOffered(offer: Offer, items: { skuId: string }[]): boolean {
  return offer.kind === 'bundle' && items.some(({ skuId }) => skuId === offer.addOnSkuId);
}

function areDistinct(rows: object[], ...keys: string[]): boolean {
  const values = rows.map((row) => keys.map((key) => (row as Record<string, unknown>)[key]).join());
  return new Set(values).size === values.length;
}
