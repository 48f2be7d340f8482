import type { Reader } from '../platform/db.ts';

const HISTORY = {
  keys: { select: { kind: true, value: true } },
  orders: {
    select: {
      id: true,
      capturedAt: true,
      claimId: true,
      visitorId: true,
      clickId: true,
      contractId: true,
      contractVersionId: true,
      codeContractId: true,
      currency: true,
    },
    orderBy: [{ capturedAt: 'asc' as const }, { id: 'asc' as const }],
  },
};

/** The customer of an order with their whole history with the brand; null: no such order. */
export async function findHistoryOfOrder(
  db: Reader,
  orderId: string,
): Promise<CustomerHistory | null> {
  const order = await db.order.findUnique({
    where: { id: orderId },
    select: { customer: { include: HISTORY } },
  });
  return order && historyOf(order.customer);
}

/**
 * A customer's whole history with the brand, to decide it anew: an order of the shop that is paid as if
 * the drop had been shown stays so, whatever became of the exposure since.
 */
export async function findHistory(db: Reader, customerId: string): Promise<CustomerHistory> {
  const customer = await db.customer.findUniqueOrThrow({
    where: { id: customerId },
    include: HISTORY,
  });
  const heldOut = await db.orderDecision.findMany({
    where: { order: { customerId, contractId: null }, saleContractId: { not: null } },
    select: { orderId: true, saleContractId: true, saleContractVersionId: true },
  });
  const sales = new Map(
    heldOut.map(({ orderId, saleContractId: contractId, saleContractVersionId }) => [
      orderId,
      { contractId, contractVersionId: saleContractVersionId, isHeldOut: true },
    ]),
  );
  const { orders, ...history } = historyOf(customer);
  return { ...history, orders: orders.map((order) => ({ ...order, ...sales.get(order.id) })) };
}

/** How many orders a customer has now: whoever decided by fewer decides again. */
export async function countOrders(db: Reader, customerId: string): Promise<number> {
  return db.order.count({ where: { customerId } });
}

/** What attribution has to know of an order. */
export type OrderFacts = {
  id: string;
  capturedAt: Date;
  /** Null: it was reported by the brand's own shop. */
  claimId: string | null;
  visitorId: string | null;
  clickId: string | null;
  /** Whose token sold it, or who is paid as if it had; null: the brand's own shop. */
  contractId: string | null;
  contractVersionId: string | null;
  /** The shop sold it to somebody who was held out of a drop. */
  isHeldOut?: boolean;
  /** Whose code the buyer typed in the brand's own shop; null: nobody's. */
  codeContractId: string | null;
  currency: string;
};

/** Orders are in order of time. */
export type CustomerHistory = {
  id: string;
  brandId: string;
  keys: { kind: string; value: string }[];
  orders: OrderFacts[];
};

/** The address of the first order is a key also of customers of before there were keys. */
function historyOf(customer: {
  id: string;
  brandId: string;
  emailKey: string;
  keys: { kind: string; value: string }[];
  orders: OrderFacts[];
}): CustomerHistory {
  const { id, brandId, emailKey, keys, orders } = customer;
  const hasIt = keys.some(({ kind, value }) => kind === 'email' && value === emailKey);
  const address = hasIt || !emailKey.includes('@') ? [] : [{ kind: 'email', value: emailKey }];
  return { id, brandId, keys: [...keys, ...address], orders };
}

/** Whose an order of this brand is; null: there is no such order. */
export async function findCustomerOfOrder(
  db: Reader,
  { brandId, orderId }: { brandId: string; orderId: string },
): Promise<string | null> {
  const order = await db.order.findFirst({
    where: { id: orderId, brandId },
    select: { customerId: true },
  });
  return order?.customerId ?? null;
}
