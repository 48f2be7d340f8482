import { z } from 'zod';
import { id } from './id.schema.ts';

/** A link's name as a creator types it. */
const linkSlug = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9-]{4,32}$/, 'has 4 to 32 letters a–z, digits or hyphens');

export const createLinkSchema = z.strictObject({
  contractId: id,
  /** For the creator's own list: "Bio", "Stream panel". */
  label: z.string().trim().max(60),
  /** Left out: made of the handle and a word. */
  slug: linkSlug.optional(),
  /** Left out: always the contract's current drop. */
  dropId: id.optional(),
  /** A page of the brand's own shop, on a host that the brand has verified; instead of a drop. */
  destination: z
    .url({ protocol: /^https$/, error: 'begins with https://' })
    .max(1_000)
    .optional(),
});

export const ofLinkSchema = z.strictObject({ linkId: id });

export const ofBrandHostsSchema = z.strictObject({ brandId: id });
export const addHostSchema = z.strictObject({
  brandId: id,
  host: z.string().trim().min(3).max(300),
});
export const ofHostSchema = z.strictObject({ brandId: id, hostId: id });
