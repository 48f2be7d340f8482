import { z } from 'zod';
import { API_MODES, API_SCOPES, type ApiScope } from './api.ts';
import { id } from './id.schema.ts';

const scope = z.enum(Object.keys(API_SCOPES) as [ApiScope, ...ApiScope[]]);

export const apiKeysOfBrandSchema = z.strictObject({ brandId: id });
export const createApiKeySchema = z.strictObject({
  brandId: id,
  name: z.string().trim().min(1, 'Say what uses it.').max(60),
  mode: z.enum(API_MODES),
  scopes: z.array(scope).min(1, 'Choose what it may do.').max(20),
});
export const ofApiKeySchema = z.strictObject({ brandId: id, keyId: id });
export const rotateApiKeySchema = z.strictObject({
  brandId: id,
  keyId: id,
  /** How long the old key goes on working. Hours, up to a week. */
  overlapHours: z.int().min(0).max(168),
});
