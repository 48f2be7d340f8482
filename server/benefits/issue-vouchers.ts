import { inTransaction, type Tx } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { newSecret } from '../platform/ids.ts';
import { retryOnUniqueConflict } from '../platform/unique-conflict.ts';
import type { Quote } from '../protocol/claims.ts';
import { findOrderForBenefits } from './credit.store.ts';
import { pricedUnits } from './rules/units-of-quote.ts';
import { codeFromBytes } from './rules/voucher-code.ts';
import { voidVouchers } from './void-vouchers.ts';
import { findVouchersOfOrder, insertVouchers } from './vouchers.store.ts';

const DAY_MS = 86_400_000;

/**
 * Issues one voucher for every unit of a paid order whose quote promised them, once: their ids follow
 * from the order, so that a second run finds them or is refused by the database.
 */
export async function issueVouchers(hub: Hub, { orderId }: { orderId: string }): Promise<void> {
  const order = await findOrderForBenefits(hub.db, orderId);
  if (!order) return;
  const quote = JSON.parse(order.quote) as Partial<Quote>;
  const { offer } = quote;
  if (offer?.kind !== 'voucher') return;
  const { title, terms, validDays } = offer;
  const createdAt = hub.clock.now();
  const expiresAt =
    validDays === null ? null : new Date(order.capturedAt.getTime() + validDays * DAY_MS);
  const work = async (tx: Tx) => {
    if ((await findVouchersOfOrder(tx, orderId)).length > 0) return;
    const vouchers = Array.from({ length: pricedUnits(quote) }, (_, n) => ({
      id: `${orderId}-${String(n + 1).padStart(3, '0')}`,
      brandId: order.brandId,
      orderId,
      code: newCode(),
      title,
      terms,
      createdAt,
      expiresAt,
    }));
    await insertVouchers(tx, vouchers);
  };
  await retryOnUniqueConflict(() => inTransaction(hub.db, work));
  // A refund may have been faster than this.
  await voidVouchers(hub, { orderId });
}

function newCode(): string {
  for (;;) {
    const code = codeFromBytes(Buffer.from(newSecret(256), 'base64url'));
    if (code !== null) return code;
  }
}
