import { z } from 'zod';
import { id } from './id.schema.ts';

const brandId = id;
/** The secret of a paired device. */
const key = z.string().regex(/^[\w-]{43}$/, 'is not a key');
const units = z.number().int().min(0).max(100_000);

export const listDevicesSchema = z.strictObject({ brandId });
export const addDeviceSchema = z.strictObject({
  brandId,
  locationId: id,
  name: z.string().trim().min(2, 'Give it a name of at least two letters.').max(60),
});
export const deviceOfBrandSchema = z.strictObject({ brandId, deviceId: id });
export const releaseLeaseSchema = z.strictObject({ brandId, leaseId: id });
export const listIncidentsSchema = z.strictObject({ brandId, isResolved: z.boolean() });
export const resolveIncidentSchema = z.strictObject({
  brandId,
  incidentId: id,
  resolution: z.string().trim().min(2, 'Say in a few words what was done.').max(500),
});
export type AddDeviceInput = z.output<typeof addDeviceSchema>;
export type ResolveIncidentInput = z.output<typeof resolveIncidentSchema>;

export const pairSchema = z.strictObject({ code: z.string().trim().min(4).max(24) });
export const deviceKeySchema = z.strictObject({ key });
export const leaseSchema = z.strictObject({
  key,
  dropId: id,
  skuId: id,
  gateId: id,
  /** In all, with what was leased before. */
  leasedUnits: units,
});
export const giveBackSchema = z.strictObject({ key, leaseId: id, returnedUnits: units });

const saleKey = z.string().regex(/^[\w-]{16,60}$/);
const sale = z.strictObject({
  saleKey,
  dropId: id,
  skuId: id,
  gateId: id,
  quantity: z.number().int().min(1).max(100),
  unitPriceMinor: z.number().int().min(0).max(100_000_000),
  /** By the hub's clock, as the device knows it. */
  soldAt: z.number().int().min(0).max(8_640_000_000_000_000),
  /** Paid and handed over within the lease; else it is only queued. */
  isConfirmed: z.boolean(),
});
export const syncSchema = z.strictObject({ key, sales: z.array(sale).min(1).max(20) });
export const takeMoneySchema = z.strictObject({ key, claimId: id });
export type SaleInput = z.output<typeof sale>;
export type LeaseInput = z.output<typeof leaseSchema>;
