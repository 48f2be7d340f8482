import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import type { VoucherState, VoucherView } from '../protocol/benefits.ts';
import type { ProblemCode } from '../protocol/problems.ts';
import { readVoucher } from './read-voucher.ts';
import { readVoucherCode } from './rules/voucher-code.ts';
import { markRedeemed } from './vouchers.store.ts';

/** Uses a voucher once; of two people at once the second is told that it was used. */
export async function redeemVoucher(
  hub: Hub,
  { brandId, code, by }: { brandId: string; code: string; by: string },
): Promise<VoucherView> {
  const at = hub.clock.now();
  const isMine = await markRedeemed(hub.db, { brandId, code: readVoucherCode(code), by, at });
  const voucher = await readVoucher(hub, { brandId, code });
  if (isMine) return voucher;
  const { state } = voucher;
  // Taken back by somebody in between: whoever tries again gets it.
  if (state === 'open') throw new Problem('voucher_used');
  throw new Problem(WHY_NOT[state]);
}

const WHY_NOT = {
  redeemed: 'voucher_used',
  expired: 'voucher_expired',
  voided: 'voucher_void',
} as const satisfies Record<Exclude<VoucherState, 'open'>, ProblemCode>;
