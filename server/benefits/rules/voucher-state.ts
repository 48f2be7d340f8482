import type { VoucherState } from '../../protocol/benefits.ts';

type VoucherTimes = { expiresAt: Date | null; redeemedAt: Date | null; voidedAt: Date | null };

/** What a voucher is at a moment. A used one stays used, whatever comes later; `expiresAt` is over. */
export function voucherState(voucher: VoucherTimes, now: Date): VoucherState {
  if (voucher.redeemedAt) return 'redeemed';
  if (voucher.voidedAt) return 'voided';
  if (voucher.expiresAt && now >= voucher.expiresAt) return 'expired';
  return 'open';
}
