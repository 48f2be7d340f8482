import { createHash } from 'node:crypto';
import { decideOrder } from '../attribution/decide-order.ts';
import { findContractOfCodes } from '../attribution/find-contract-of-codes.ts';
import { findReportedOrder } from '../checkout/find-reported-order.ts';
import { recordDispute } from '../checkout/record-dispute.ts';
import { recordReportedOrder } from '../checkout/record-reported-order.ts';
import { recordReportedRefund } from '../checkout/record-reported-refund.ts';
import { idOfReportedDispute } from '../checkout/rules/reported-dispute.ts';
import { recogniseCustomer } from '../customers/recognise-customer.ts';
import { confirmClick } from '../links/confirm-click.ts';
import { readClick } from '../links/read-click.ts';
import { inTransaction, type Tx } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { newId } from '../platform/ids.ts';
import { Problem } from '../platform/problem.ts';
import { retryOnUniqueConflict } from '../platform/unique-conflict.ts';
import type { OrderSource } from '../protocol/checkout.ts';
import type { ConversionBody, ShopCustomer } from '../protocol/conversions.schema.ts';
import type { ConversionAnswer } from '../protocol/conversions.ts';
import { answerConversion } from './answer-conversion.ts';
import {
  findConversion,
  hasSale,
  insertConversion,
  type StoredConversion,
} from './conversions.store.ts';

/** Who reports, and whether it is real. */
export type Reporter = {
  brand: { id: string; currency: string };
  mode: 'live' | 'test';
  source: Exclude<OrderSource, 'claim' | 'counter'>;
};

/** A little ahead of us is a clock; more is a mistake. */
const AHEAD_MS = 5 * 60_000;

/**
 * Takes what a brand's own shop reports and says whose it is. The same event with the same content
 * has the same answer for ever; with another content it is `event_conflict`. A sale becomes an order,
 * a refund or dispute changes one; a test is kept as such and touches nothing.
 */
export async function takeConversion(
  hub: Hub,
  reporter: Reporter,
  body: ConversionBody,
): Promise<ConversionAnswer> {
  requirePast(hub, body);
  const bodyHash = createHash('sha256').update(JSON.stringify(body)).digest('hex');
  const click = 'click' in body && body.click ? readClick(hub, body.click) : null;
  // A sale proves that its click was a person; a click whose row was lost is written anew.
  if (click && reporter.mode === 'live' && 'click' in body && body.click) {
    await confirmClick(hub, { click: body.click });
  }
  const conversion = await retryOnUniqueConflict(() =>
    inTransaction(hub.db, (tx) =>
      writeOnce(tx, { reporter, body, bodyHash, click }, hub.clock.now()),
    ),
  );
  const { orderId } = conversion;
  if (orderId && body.type === 'sale') await decideOrder(hub, { orderId });
  if (orderId && body.type === 'dispute') await takeDispute(hub, { reporter, orderId }, body);
  return answerConversion(hub, conversion, body);
}

/** A dispute moves on by its own id: told twice, or late, it ends where it belongs. */
async function takeDispute(
  hub: Hub,
  { reporter, orderId }: { reporter: Reporter; orderId: string },
  told: Extract<ConversionBody, { type: 'dispute' }>,
): Promise<void> {
  await recordDispute(hub, orderId, {
    id: idOfReportedDispute({ source: reporter.source, orderId }, told.disputeId),
    amountMinor: told.amountMinor,
    currency: reporter.brand.currency,
    reason: told.reason ?? '',
    status: told.status,
    openedAt: new Date(told.occurredAt),
    evidenceDueAt: null,
    toldAt: new Date(told.occurredAt),
  });
}

function requirePast(hub: Hub, { occurredAt }: ConversionBody): void {
  if (Date.parse(occurredAt) <= hub.clock.now().getTime() + AHEAD_MS) return;
  const fields = [{ path: 'occurredAt', message: 'This lies in the future.' }];
  throw new Problem('bad_input', { fields });
}

type Told = {
  reporter: Reporter;
  body: ConversionBody;
  bodyHash: string;
  click: ReturnType<typeof readClick>;
};

/** Writes what was told, with what follows from it, unless it is written; either way gives it back. */
async function writeOnce(tx: Tx, told: Told, now: Date): Promise<StoredConversion> {
  const { reporter, body, bodyHash, click } = told;
  const { mode, source } = reporter;
  const key = { brandId: reporter.brand.id, mode, source, eventId: body.eventId };
  const known = await findConversion(tx, key);
  if (known && known.bodyHash !== bodyHash) throw new Problem('event_conflict');
  if (known) return known;
  const effect = mode === 'test' ? await tryOut(tx, told) : await carryOut(tx, told, now);
  const conversion: StoredConversion = {
    ...key,
    ...effect,
    id: newId(now),
    type: body.type,
    bodyHash,
    externalOrderId: externalOrderIdOf(body),
    visitorId: click?.visitorId ?? null,
    clickId: click?.clickId ?? null,
    occurredAt: new Date(body.occurredAt),
    receivedAt: now,
    answer: null,
  };
  await insertConversion(tx, conversion);
  return conversion;
}

type Effect = { orderId: string | null; customerId: string | null };
const NOTHING: Effect = { orderId: null, customerId: null };

/** A test is held against the other tests, so that a program meets the answers that it will get. */
async function tryOut(tx: Tx, { reporter, body }: Told): Promise<Effect> {
  const externalOrderId = externalOrderIdOf(body);
  if (externalOrderId === null) return NOTHING;
  const { mode, source, brand } = reporter;
  const isThere = await hasSale(tx, { brandId: brand.id, mode, source, externalOrderId });
  if (body.type === 'sale' && isThere) throw new Problem('order_reported_already');
  if (body.type !== 'sale' && !isThere) throw new Problem('order_not_reported');
  return NOTHING;
}

async function carryOut(tx: Tx, told: Told, now: Date): Promise<Effect> {
  const { reporter, body } = told;
  const { brand, mode, source } = reporter;
  const brandId = brand.id;
  if (body.type === 'lead') {
    const { customer } = body;
    const { customerId } = await customerOf(tx, { reporter, customer }, now);
    return { orderId: null, customerId };
  }
  const externalId = externalOrderIdOf(body) ?? '';
  const orderId = await findReportedOrder(tx, { brandId, source, externalId });
  if (body.type === 'sale') {
    if (orderId) throw new Problem('order_reported_already');
    // Amounts of several currencies are never summed, and all reports are in the brand's own.
    if (body.order.currency !== brand.currency) return NOTHING;
    return recordSale(tx, { ...told, body }, now);
  }
  if (!orderId) {
    // What becomes of a sale that counts for nobody counts for nobody either.
    if (await hasSale(tx, { brandId, mode, source, externalOrderId: externalId })) return NOTHING;
    throw new Problem('order_not_reported');
  }
  if (body.type === 'refund') {
    const { eventId, amountMinor, reason = '' } = body;
    const id = `${source}:${brandId}:${eventId}`;
    await recordReportedRefund(tx, { id, brandId, orderId, amountMinor, reason }, now);
  }
  return { orderId, customerId: null };
}

async function recordSale(
  tx: Tx,
  { reporter, body, click }: Told & { body: Extract<ConversionBody, { type: 'sale' }> },
  now: Date,
): Promise<Effect> {
  const { order } = body;
  const brandId = reporter.brand.id;
  const { customerId, buyerKey } = await customerOf(tx, { reporter, customer: body.customer }, now);
  const sale = {
    brandId,
    source: reporter.source,
    externalId: order.id,
    channel: order.channel ?? null,
    customerId,
    buyerKey,
    click,
    codeContractId: await findContractOfCodes(tx, { brandId, codes: order.codes ?? [] }),
    capturedAt: new Date(body.occurredAt),
    currency: order.currency,
    capturedMinor: order.totalMinor,
    taxMinor: order.taxMinor,
    shippingMinor: order.shippingMinor,
    items: order.items.map(({ unitCostMinor = 0, ...item }) => ({ ...item, unitCostMinor })),
  };
  return { orderId: await recordReportedOrder(tx, sale, now), customerId };
}

/** Purchases here and there are one history where an address or the shop's own id says so. */
function customerOf(
  tx: Tx,
  { reporter, customer }: { reporter: Reporter; customer: ShopCustomer },
  at: Date,
): Promise<{ customerId: string; buyerKey: string }> {
  const { email = null, id: shopCustomerId = null, verifiedPhone = null, name = null } = customer;
  const brandId = reporter.brand.id;
  return recogniseCustomer(tx, { brandId, email, shopCustomerId, verifiedPhone, name, at });
}

function externalOrderIdOf(body: ConversionBody): string | null {
  if (body.type === 'lead') return null;
  return body.type === 'sale' ? body.order.id : body.orderId;
}
