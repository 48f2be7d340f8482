import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import type { VoucherView } from '../protocol/benefits.ts';
import { presentVoucher } from './present-voucher.ts';
import { readVoucherCode } from './rules/voucher-code.ts';
import { findVoucher } from './vouchers.store.ts';

/** The voucher with this code, however it was typed; another brand's is not known here. */
export async function readVoucher(
  hub: Hub,
  { brandId, code }: { brandId: string; code: string },
): Promise<VoucherView> {
  const voucher = await findVoucher(hub.db, { brandId, code: readVoucherCode(code) });
  if (!voucher) throw new Problem('voucher_unknown');
  return presentVoucher(voucher, hub.clock.now());
}
