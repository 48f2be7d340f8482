import type { Tx } from '../platform/db.ts';

/** Deletes what was counted of brands, and the marks that the deletion of their rows has left. */
export async function deleteCounted(tx: Tx, brandIds: string[]): Promise<void> {
  const ofBrand = { brandId: { in: brandIds } };
  await tx.reportOrder.deleteMany({ where: ofBrand });
  await tx.reportCustomer.deleteMany({ where: ofBrand });
  await tx.reportCohort.deleteMany({ where: ofBrand });
  await tx.reportDay.deleteMany({ where: ofBrand });
  await tx.reportLinkDay.deleteMany({ where: ofBrand });
  await tx.reportBalance.deleteMany({ where: ofBrand });
  await tx.balanceChange.deleteMany({ where: ofBrand });
  await tx.$executeRaw`DELETE FROM "report_due" WHERE NOT EXISTS
    (SELECT 1 FROM "customer" WHERE "customer"."id" = "report_due"."customerId")`;
  await tx.$executeRaw`DELETE FROM "late_hit" WHERE NOT EXISTS
    (SELECT 1 FROM "contract" WHERE "contract"."id" = "late_hit"."contractId")`;
}
