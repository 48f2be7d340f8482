import { z } from 'zod';
import { MOST_ADDRESSES_AT_ONCE } from './audiences.ts';
import { id } from './id.schema.ts';

const name = z.string().trim().min(1).max(60);
const ofBrand = { brandId: id, audienceId: id };
const addresses = z.array(z.string().trim().min(1).max(254)).min(1).max(MOST_ADDRESSES_AT_ONCE);

export const listAudiencesSchema = z.strictObject({ brandId: id });
export const createAudienceSchema = z.strictObject({ brandId: id, name });
export const renameAudienceSchema = z.strictObject({ ...ofBrand, name });
export const archiveAudienceSchema = z.strictObject(ofBrand);
export const changeMembersSchema = z.strictObject({ ...ofBrand, addresses });
export const listAudienceMembersSchema = z.strictObject({
  ...ofBrand,
  /** Part of an address. */
  search: z.string().trim().toLowerCase().max(254).default(''),
  /** The `next` of the page before. */
  after: z.string().max(254).optional(),
});
