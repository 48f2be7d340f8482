import { z } from 'zod';
import { id } from './id.schema.ts';

/** A signed token as it travels: opaque to whoever carries it. */
const tokenText = z.string().min(8).max(1200);

export const dropAddressSchema = z.strictObject({ slug: z.string().min(1).max(60) });

export const issueTokenSchema = z.strictObject({
  dropSlug: z.string().min(1).max(60),
  /** The signed click id that the link brought; it names the creator. */
  click: tokenText.optional(),
  /** Chosen by the viewer when no link brought them. */
  creatorHandle: z.string().trim().toLowerCase().max(40).optional(),
  /** A printed or spoken code; it names the gate. */
  code: z.string().trim().max(40).optional(),
  /** Signed proof that an address is the viewer's; it names audience and customer. */
  proof: tokenText.optional(),
});

export const holdSchema = z.strictObject({
  token: tokenText,
  items: z
    .array(z.strictObject({ skuId: id, quantity: z.number().int().min(1).max(100) }))
    .min(1)
    .max(10)
    .refine((items) => new Set(items.map((item) => item.skuId)).size === items.length, {
      message: 'Each article appears once.',
    }),
  delivery: z
    .discriminatedUnion('kind', [
      z.strictObject({
        kind: z.literal('ship'),
        /** Where to, as far as it is known before payment; it only decides which stock is taken. */
        country: z
          .string()
          .trim()
          .toUpperCase()
          .regex(/^[A-Z]{2}$/)
          .optional(),
        postalCode: z.string().trim().toUpperCase().max(12).optional(),
      }),
      z.strictObject({ kind: z.literal('pick_up'), locationId: id }),
    ])
    .default({ kind: 'ship' }),
  /** What the drop asks for, for instance a name to engrave. */
  note: z.string().trim().max(140).optional(),
  /** Chosen by the client, once per wish to claim: a retry with it never claims twice. */
  idempotencyKey: z
    .string()
    .min(8)
    .max(64)
    .regex(/^[\w-]+$/),
});
/** Without a delivery it is shipped. */
export type HoldInput = z.input<typeof holdSchema>;

export const claimAccessSchema = z.strictObject({ claimId: id, access: tokenText.optional() });
export const myClaimSchema = z.strictObject({ dropId: id });
export const confirmClickSchema = z.strictObject({ click: tokenText });
export const chooseMeasurementSchema = z.strictObject({ isRefused: z.boolean() });
