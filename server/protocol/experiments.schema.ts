import { z } from 'zod';
import { id } from './id.schema.ts';

/** A page of a shop, by https; on this machine by http too. */
const shopUrl = z
  .string()
  .trim()
  .max(500)
  .refine(
    isShopAddress,
    'Give the full address of the article in your shop, beginning with https://.',
  );

/** A holdout as it is set up on a drop. */
export const holdoutSchema = z.strictObject({
  holdoutBps: z.number().int().min(100, 'At least 1 %.').max(5000, 'At most 50 %.'),
  shopUrl,
  smallestEffectBps: z.number().int().min(10).max(5000).default(200),
});
export type HoldoutInput = z.output<typeof holdoutSchema>;

export const listUpliftSchema = z.strictObject({ brandId: id });

/** Drops that began from `from` on, in epoch milliseconds. */
export const incrementalRevenueSchema = z.strictObject({
  brandId: id,
  from: z.number().int().min(0).max(8_640_000_000_000),
});
export const stopHoldoutSchema = z.strictObject({ brandId: id, dropId: id });

function isShopAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username } = new URL(text);
  if (username !== '') return false;
  return protocol === 'https:' || (protocol === 'http:' && LOOPBACK.has(hostname));
}

const LOOPBACK = new Set(['127.0.0.1', 'localhost']);
