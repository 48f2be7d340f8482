import type { Reader, Tx } from '../platform/db.ts';
import type { Prisma } from '../platform/generated/sqlite/client.ts';

const forView = { order: { select: { number: true } } } as const satisfies Prisma.VoucherInclude;

/** A voucher with the number of the order that it came with. */
export type VoucherForView = Prisma.VoucherGetPayload<{ include: typeof forView }>;

export function findVouchersOfOrder(db: Reader, orderId: string) {
  return db.voucher.findMany({ where: { orderId }, orderBy: { id: 'asc' } });
}

export async function insertVouchers(
  tx: Tx,
  vouchers: Prisma.VoucherUncheckedCreateInput[],
): Promise<void> {
  await tx.voucher.createMany({ data: vouchers });
}

export function findVoucher(
  db: Reader,
  { brandId, code }: { brandId: string; code: string },
): Promise<VoucherForView | null> {
  return db.voucher.findFirst({ where: { brandId, code }, include: forView });
}

/** A brand's vouchers, newest first. */
export function findVouchers(
  db: Reader,
  { brandId, before, take }: { brandId: string; before?: string | undefined; take: number },
): Promise<VoucherForView[]> {
  return db.voucher.findMany({
    where: { brandId, ...(before ? { id: { lt: before } } : {}) },
    include: forView,
    orderBy: { id: 'desc' },
    take,
  });
}

/** Uses a voucher that is open now; false when somebody was first, or it is void or over. */
export async function markRedeemed(
  db: Reader,
  { brandId, code, by, at }: { brandId: string; code: string; by: string; at: Date },
): Promise<boolean> {
  const { count } = await db.voucher.updateMany({
    where: {
      brandId,
      code,
      redeemedAt: null,
      voidedAt: null,
      OR: [{ expiresAt: null }, { expiresAt: { gt: at } }],
    },
    data: { redeemedAt: at, redeemedBy: by },
  });
  return count === 1;
}

/** Takes back a redemption that is not older than `since`; false when there is none. */
export async function unmarkRedeemed(
  db: Reader,
  { brandId, code, since }: { brandId: string; code: string; since: Date },
): Promise<boolean> {
  const { count } = await db.voucher.updateMany({
    where: { brandId, code, redeemedAt: { gt: since } },
    data: { redeemedAt: null, redeemedBy: null },
  });
  return count === 1;
}

/** Voids vouchers that nobody has used. */
export async function markVoided(tx: Tx, ids: string[], at: Date): Promise<void> {
  await tx.voucher.updateMany({
    where: { id: { in: ids }, redeemedAt: null, voidedAt: null },
    data: { voidedAt: at },
  });
}

/** Makes void vouchers good again. */
export async function unmarkVoided(tx: Tx, ids: string[]): Promise<void> {
  await tx.voucher.updateMany({ where: { id: { in: ids } }, data: { voidedAt: null } });
}
