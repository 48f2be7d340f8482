import { createHmac, timingSafeEqual } from 'node:crypto';
import { ZodError } from 'zod';
import { takeConversion } from '../conversions/take-conversion.ts';
import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import { openSealed } from '../platform/sealed-text.ts';
import { type ConversionBody, conversionSchema } from '../protocol/conversions.schema.ts';
import type { ShopKind } from '../protocol/shops.ts';
import { SHOP_SECRET } from './connect-shop.ts';
import { readShopify } from './rules/read-shopify.ts';
import { readWoocommerce } from './rules/read-woocommerce.ts';
import { findOpenShop, setReceived } from './shops.store.ts';
import { tellShopsApart } from './tell-shops-apart.ts';

const READERS = { shopify: readShopify, woocommerce: readWoocommerce } as const;

/** What a shop sent: the signature is over the raw body. */
export type ShopMessage = {
  body: Buffer;
  signature: string | undefined;
  topic: string | undefined;
};

/**
 * Takes a signed message of a shop: orders that were paid and refunds become conversions. Nothing of
 * it is believed before the signature is right. Telling it again changes nothing; a refund that comes
 * before its sale is refused with `order_not_reported`, and the shop sends it again, for an hour: then
 * its order is taken for one of before the shop was connected, since shops end what is refused again and
 * again. The connection keeps how the last message went, so that a person sees why nothing arrives.
 */
export async function hearShop(hub: Hub, shopId: string, message: ShopMessage): Promise<void> {
  const shop = await findOpenShop(hub.db, shopId);
  if (!shop) throw new Problem('not_found');
  const secret = openSealed(hub.keyring, SHOP_SECRET, shop.secret);
  if (!isSignedBy(secret, message)) throw new Problem('signature_invalid');
  const { topic = '' } = message;
  const kind = shop.kind as ShopKind;
  const seen = { lastReceivedAt: hub.clock.now(), lastTopic: topic.slice(0, 60) };
  try {
    const reporter = { brand: shop.brand, mode: 'live' as const, source: kind };
    const told = await tellShopsApart(hub.db, shop, read(kind, topic, message.body));
    for (const one of told) await takeOnce(hub, reporter, one);
    await setReceived(hub.db, shopId, { ...seen, lastProblem: null });
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    await setReceived(hub.db, shopId, { ...seen, lastProblem: error.message });
    throw error;
  }
}

/** Longer than a sale is late; a shop that counts refusals is far from its last one by then. */
const SALE_MAY_COME_MS = 3_600_000;

/** What was told before, also by another topic or with a newer text, stands as it was told first. */
async function takeOnce(
  hub: Hub,
  reporter: Parameters<typeof takeConversion>[1],
  told: ConversionBody,
): Promise<void> {
  try {
    await takeConversion(hub, reporter, told);
  } catch (error) {
    const code = error instanceof Problem ? error.code : null;
    if (code === 'event_conflict' || code === 'order_reported_already') return;
    const ageMs = hub.clock.now().getTime() - Date.parse(told.occurredAt);
    if (code === 'order_not_reported' && ageMs > SALE_MAY_COME_MS) return;
    throw error;
  }
}

/** Both systems sign alike: HMAC-SHA256 of the raw body, in base64. */
function isSignedBy(secret: string, { body, signature }: ShopMessage): boolean {
  const expected = createHmac('sha256', secret).update(body).digest();
  const given = Buffer.from(signature ?? '', 'base64');
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function read(kind: ShopKind, topic: string, body: Buffer): ConversionBody[] {
  try {
    const payload: unknown = JSON.parse(body.toString('utf8'));
    return READERS[kind](topic, payload).map((told) => conversionSchema.parse(told));
  } catch (error) {
    if (!(error instanceof ZodError) && !(error instanceof SyntaxError)) throw error;
    throw new Problem('bad_input', { message: 'This message is not an order in the known form.' });
  }
}
