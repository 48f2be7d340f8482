import type { VoucherView } from '../protocol/benefits.ts';
import { voucherState } from './rules/voucher-state.ts';
import type { VoucherForView } from './vouchers.store.ts';

/** For how long a redemption can be taken back, in milliseconds. */
export const UNDO_MS = 5 * 60_000;

/** A voucher as its brand sees it at a moment. */
export function presentVoucher(voucher: VoucherForView, now: Date): VoucherView {
  const { code, title, terms, order, redeemedAt } = voucher;
  const undoUntil = redeemedAt && redeemedAt.getTime() + UNDO_MS;
  return {
    code,
    title,
    terms,
    state: voucherState(voucher, now),
    orderNumber: order.number,
    createdAt: voucher.createdAt.getTime(),
    expiresAt: voucher.expiresAt?.getTime() ?? null,
    redeemedAt: redeemedAt?.getTime() ?? null,
    redeemedBy: voucher.redeemedBy,
    undoUntil: undoUntil !== null && undoUntil > now.getTime() ? undoUntil : null,
  };
}
