import type { Reader } from '../platform/db.ts';

/** An order with what is known of its buyer, for the contract that sold it; null: no contract did. */
export async function findSoldOrder(db: Reader, orderId: string) {
  const order = await db.order.findUnique({
    where: { id: orderId },
    select: {
      id: true,
      number: true,
      brandId: true,
      dropId: true,
      visitorId: true,
      customer: { select: { emailKey: true } },
      commissions: { where: { kind: 'drop_sale' }, select: { contractId: true, creatorId: true } },
    },
  });
  const [sold] = order?.commissions ?? [];
  return order && sold ? { ...order, ...sold } : null;
}

/** The person behind a creator. */
export async function findCreatorUser(db: Reader, creatorId: string) {
  const creator = await db.creator.findUnique({
    where: { id: creatorId },
    select: { user: { select: { id: true, email: true } } },
  });
  return creator?.user ?? null;
}

/** Visitor ids of the browsers in which somebody was signed in. */
export async function listBrowsersOf(db: Reader, userId: string): Promise<string[]> {
  const rows = await db.signedInBrowser.findMany({
    where: { userId },
    select: { visitorId: true },
  });
  return rows.map(({ visitorId }) => visitorId);
}

export async function findFingerprint(db: Reader, orderId: string): Promise<string | null> {
  const use = await db.cardUse.findUnique({ where: { orderId } });
  return use?.fingerprint ?? null;
}

/** Whether one of these cards' other orders, at any brand, was the creator's own. */
export async function listCardsOfPerson(
  db: Reader,
  given: { fingerprint: string; exceptOrderId: string; emailKey: string; browsers: string[] },
): Promise<string[]> {
  const uses = await db.cardUse.findMany({
    where: { fingerprint: given.fingerprint, orderId: { not: given.exceptOrderId } },
    select: { orderId: true, fingerprint: true },
    take: 1000,
  });
  const own = await db.order.findFirst({
    where: {
      id: { in: uses.map(({ orderId }) => orderId) },
      OR: [
        { customer: { emailKey: given.emailKey } },
        { visitorId: { in: given.browsers.slice(0, 500) } },
      ],
    },
    select: { id: true },
  });
  return own ? [given.fingerprint] : [];
}
