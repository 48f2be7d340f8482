import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import type { VoucherView } from '../protocol/benefits.ts';
import { UNDO_MS } from './present-voucher.ts';
import { readVoucher } from './read-voucher.ts';
import { readVoucherCode } from './rules/voucher-code.ts';
import { voidVouchers } from './void-vouchers.ts';
import { findVoucher, unmarkRedeemed } from './vouchers.store.ts';

/**
 * Takes back a redemption of the last five minutes. When the order was refunded meanwhile, the
 * voucher that is free again is void.
 */
export async function undoRedemption(
  hub: Hub,
  { brandId, code: typed }: { brandId: string; code: string },
): Promise<VoucherView> {
  const code = readVoucherCode(typed);
  const voucher = await findVoucher(hub.db, { brandId, code });
  if (!voucher) throw new Problem('voucher_unknown');
  const since = new Date(hub.clock.now().getTime() - UNDO_MS);
  if (!(await unmarkRedeemed(hub.db, { brandId, code, since }))) {
    throw new Problem('voucher_undo_over');
  }
  await voidVouchers(hub, { orderId: voucher.orderId });
  return readVoucher(hub, { brandId, code });
}
