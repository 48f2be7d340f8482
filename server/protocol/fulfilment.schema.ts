import { z } from 'zod';
import { DELIVERIES } from './claims.ts';
import { id } from './id.schema.ts';

const brandId = id;

const addressFields = {
  country: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z]{2}$/, 'Use the two letters of the country, for instance DE.'),
  postalCode: z.string().trim().toUpperCase().max(12).default(''),
  city: z.string().trim().max(60).default(''),
  street: z.string().trim().max(80).default(''),
  /** Buyers may collect there. */
  hasPickUp: z.boolean().default(false),
  /** Opening hours and the like. */
  pickUpNote: z.string().trim().max(300).default(''),
};

const name = z.string().trim().min(2, 'Give it a name of at least two letters.').max(60);

export const listLocationsSchema = z.strictObject({ brandId });
export const saveCentralSchema = z.strictObject({ brandId, ...addressFields });
export const addLocationSchema = z.strictObject({ brandId, name, ...addressFields });
export const changeLocationSchema = z.strictObject({
  brandId,
  locationId: id,
  name,
  ...addressFields,
});
export const locationOfBrandSchema = z.strictObject({ brandId, locationId: id });
export type SaveCentralInput = z.output<typeof saveCentralSchema>;
export type AddLocationInput = z.output<typeof addLocationSchema>;
export type ChangeLocationInput = z.output<typeof changeLocationSchema>;

/** "central" or a location's id. */
const location = z.string().regex(/^[\w-]{3,40}$/);

export const listFulfilmentsSchema = z.strictObject({
  brandId,
  location: location.optional(),
  delivery: z.enum(DELIVERIES).optional(),
  isDone: z.boolean().default(false),
  cursor: id.optional(),
});
export type ListFulfilmentsInput = z.output<typeof listFulfilmentsSchema>;

/** The query of the packing table's address. */
export const packingListSchema = z.object({ brandId, location });

export const findPickUpSchema = z.strictObject({
  brandId,
  /** The code that the buyer shows, or the number of the order. */
  text: z.string().trim().min(3).max(20),
});
export const fulfilmentOfBrandSchema = z.strictObject({ brandId, fulfilmentId: id });
