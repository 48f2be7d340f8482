import { z } from 'zod';
import { id } from './id.schema.ts';
import { LINE_KINDS } from './lines.ts';

const tokenText = z.string().min(8).max(600);

export const joinLineSchema = z.strictObject({
  /** A claim token: it names the gate, the visitor and the customer. */
  token: tokenText,
  kind: z.enum(LINE_KINDS),
  skuId: id,
  quantity: z.number().int().min(1).max(100).default(1),
  /** Where it is collected; absent: it is sent. */
  pickUpLocationId: id.optional(),
  /** What the drop asks for, for instance a name to engrave. */
  note: z.string().trim().max(140).optional(),
  /** Where an offer is announced; absent: on the page only. */
  email: z.email().max(254).optional(),
});
export type JoinLineInput = z.output<typeof joinLineSchema>;

/** One's own place: by the visitor cookie, or by the secret that joining answered. */
export const placeAccessSchema = z.strictObject({ dropId: id, access: tokenText.optional() });
