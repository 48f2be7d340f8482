import type { Reader, Tx } from '../platform/db.ts';

/** An order that was decided and that no contract sold; null: there is none such. */
export function findUnsoldOrder(db: Reader, orderId: string) {
  return db.order.findFirst({
    where: { id: orderId, contractId: null, decision: { saleContractId: null } },
    select: {
      brandId: true,
      customerId: true,
      visitorId: true,
      capturedAt: true,
      currency: true,
      customer: { select: { emailKey: true } },
    },
  });
}

/** Names the contract that is paid for a held-out visitor's order, where the decision names none. */
export async function saveHeldOutSale(
  tx: Tx,
  {
    orderId,
    contractId,
    contractVersionId,
  }: { orderId: string; contractId: string; contractVersionId: string },
): Promise<void> {
  await tx.orderDecision.updateMany({
    where: { orderId, saleContractId: null },
    data: {
      saleContractId: contractId,
      saleContractVersionId: contractVersionId,
      reason: 'HOLDOUT',
    },
  });
}
