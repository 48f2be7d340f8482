import type { Hub } from '../platform/hub.ts';
import type { VoucherView } from '../protocol/benefits.ts';
import { presentVoucher } from './present-voucher.ts';
import { findVouchers } from './vouchers.store.ts';

const PAGE = 50;

/** A brand's vouchers, newest first, fifty at a time. */
export async function listVouchers(
  hub: Hub,
  { brandId, cursor }: { brandId: string; cursor?: string | undefined },
): Promise<{ vouchers: VoucherView[]; nextCursor: string | null }> {
  const found = await findVouchers(hub.db, { brandId, before: cursor, take: PAGE + 1 });
  const now = hub.clock.now();
  const page = found.slice(0, PAGE);
  return {
    vouchers: page.map((voucher) => presentVoucher(voucher, now)),
    nextCursor: found.length > PAGE ? (page.at(-1)?.id ?? null) : null,
  };
}
