import { z } from 'zod';
import { id } from './id.schema.ts';

/** A signed token as it travels: opaque to whoever carries it. */
const tokenText = z.string().min(8).max(600);

export const dropAddressSchema = z.strictObject({ slug: z.string().min(1).max(60) });

export const issueTokenSchema = z.strictObject({
  dropSlug: z.string().min(1).max(60),
  /** The signed click id that the link brought; it names the creator. */
  click: tokenText.optional(),
  /** Chosen by the viewer when no link brought them. */
  creatorHandle: z.string().trim().toLowerCase().max(40).optional(),
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
  /** Chosen by the client, once per wish to claim: a retry with it never claims twice. */
  idempotencyKey: z
    .string()
    .min(8)
    .max(64)
    .regex(/^[\w-]+$/),
});
export type HoldInput = z.output<typeof holdSchema>;

export const claimAccessSchema = z.strictObject({ claimId: id, access: tokenText.optional() });
export const myClaimSchema = z.strictObject({ dropId: id });
export const confirmClickSchema = z.strictObject({ click: tokenText });
