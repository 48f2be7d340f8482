import { z } from 'zod';
import { id } from './id.schema.ts';
import {
  REHEARSAL_LEADS,
  REHEARSAL_MINUTES,
  REHEARSAL_MOODS,
  REHEARSAL_SIZES,
} from './rehearsals.ts';

const dropId = id;
const rehearsalId = id;
const brandId = id;

const settings = {
  size: z.literal(REHEARSAL_SIZES),
  mood: z.enum(REHEARSAL_MOODS),
  leadSeconds: z.literal(REHEARSAL_LEADS),
  minutes: z.literal(REHEARSAL_MINUTES),
};

export const rehearseSchema = z.strictObject({ dropId, ...settings });
export const rehearseOfBrandSchema = z.strictObject({ brandId, dropId, ...settings });
export type RehearseInput = z.output<typeof rehearseSchema>;

export const rehearsalSchema = z.strictObject({ rehearsalId });
export const rehearsalOfBrandSchema = z.strictObject({ brandId, rehearsalId });
export const rehearsalsSchema = z.strictObject({ dropId });
export const rehearsalsOfBrandSchema = z.strictObject({ brandId, dropId });
