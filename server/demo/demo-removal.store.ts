import type { Reader, Tx } from '../platform/db.ts';
import { beginningWith } from '../platform/happenings.ts';

/** Everything by which rows of the demo are known. */
export type DemoScope = {
  brandIds: string[];
  brandNames: string[];
  /** Demo creators without a contract with a brand that stays. */
  creatorIds: string[];
  /** Demo creators who stay because a real brand works with them: from now on ordinary ones. */
  stayingCreatorIds: string[];
  userIds: string[];
  /** Of demo people, and of those to whom the demo brand has written. */
  emails: string[];
};

/** What the demo is, or null when there is none. */
export async function findDemoScope(
  db: Reader,
  demoEmails: readonly string[],
): Promise<DemoScope | null> {
  const brands = await db.brand.findMany({
    where: { isDemo: true, rehearsalOf: null },
    select: {
      id: true,
      name: true,
      customers: { select: { email: true } },
      contracts: { select: { invitedEmail: true } },
    },
  });
  const brandIds = brands.map(({ id }) => id);
  const invitations = await db.memberInvitation.findMany({
    where: { brandId: { in: brandIds } },
    select: { email: true },
  });
  const creators = await db.creator.findMany({
    where: { isDemo: true },
    select: { id: true, contracts: { select: { brandId: true } } },
  });
  const stays = creators.filter(({ contracts }) =>
    contracts.some(({ brandId }) => !brandIds.includes(brandId)),
  );
  const creatorIds = creators.filter((one) => !stays.includes(one)).map(({ id }) => id);
  const users = await db.user.findMany({
    where: {
      email: { in: [...demoEmails] },
      memberships: { none: { brandId: { notIn: brandIds } } },
      OR: [{ creator: null }, { creator: { id: { in: creatorIds } } }],
    },
    select: { id: true },
  });
  if (brands.length + creators.length + users.length === 0) return null;
  return {
    brandIds,
    brandNames: brands.map(({ name }) => name),
    creatorIds,
    stayingCreatorIds: stays.map(({ id }) => id),
    userIds: users.map(({ id }) => id),
    emails: [
      ...demoEmails,
      ...brands.flatMap(({ customers }) => customers.map(({ email }) => email)),
      ...brands.flatMap(({ contracts }) => contracts.map(({ invitedEmail }) => invitedEmail)),
      ...invitations.map(({ email }) => email),
    ],
  };
}

/** Ids at the payment service that our own tables know. */
export async function findPaymentIds(
  db: Reader,
  { brandIds }: DemoScope,
): Promise<{ sessionIds: string[]; refundIds: string[] }> {
  const ofBrand = { brandId: { in: brandIds } };
  const sessions = await db.checkoutSession.findMany({
    where: { claim: { drop: ofBrand } },
    select: { id: true },
  });
  const refunds = await db.refund.findMany({ where: { order: ofBrand }, select: { id: true } });
  return {
    sessionIds: sessions.map(({ id }) => id),
    refundIds: refunds.map(({ id }) => id),
  };
}

/** Whether the payment service has told us anything at all. */
export async function hasStripeEvents(db: Reader): Promise<boolean> {
  return (await db.stripeEvent.count({ take: 1 })) > 0;
}

/** Deletes what belongs to demo brands: money first, since it points at everything else. */
export async function deleteMoney(tx: Tx, { brandIds }: DemoScope): Promise<void> {
  const ofBrand = { brandId: { in: brandIds } };
  await tx.payoutItemEntry.deleteMany({ where: { item: ofBrand } });
  await tx.payoutAttempt.deleteMany({ where: { item: ofBrand } });
  await tx.payoutItem.deleteMany({ where: ofBrand });
  await tx.payoutBatch.deleteMany({ where: ofBrand });
  await tx.ledgerEntry.deleteMany({ where: ofBrand });
  await tx.ledgerTransaction.deleteMany({ where: ofBrand });
  await tx.fraudFlag.deleteMany({ where: ofBrand });
  await tx.commissionHold.deleteMany({ where: ofBrand });
  await tx.commissionLine.deleteMany({ where: ofBrand });
  await tx.orderDecision.deleteMany({ where: ofBrand });
  await tx.acquisition.deleteMany({ where: ofBrand });
  await tx.attributionChange.deleteMany({ where: ofBrand });
}

/** Deletes what has happened because of orders, by the exact payloads that were written. */
export async function deleteHappenings(tx: Tx, { brandIds }: DemoScope): Promise<void> {
  const orders = await tx.order.findMany({
    where: { brandId: { in: brandIds } },
    select: { id: true, refunds: { select: { id: true } }, disputes: { select: { id: true } } },
  });
  const payloads = orders.flatMap(({ id: orderId, refunds }) => [
    JSON.stringify({ orderId }),
    ...refunds.map(({ id: refundId }) => JSON.stringify({ orderId, refundId })),
  ]);
  const ofDisputes = orders.flatMap(({ id: orderId, disputes }) =>
    disputes.map(({ id: disputeId }) => beginningWith({ orderId, disputeId })),
  );
  await tx.happening.deleteMany({ where: { payload: { in: payloads } } });
  await tx.happening.deleteMany({ where: { OR: ofDisputes } });
}

export async function deleteOrders(tx: Tx, { brandIds }: DemoScope): Promise<void> {
  const ofBrand = { brandId: { in: brandIds } };
  await tx.fulfilment.deleteMany({ where: ofBrand });
  await tx.voucher.deleteMany({ where: ofBrand });
  await tx.creditEntry.deleteMany({ where: ofBrand });
  await tx.creditBalance.deleteMany({ where: ofBrand });
  await tx.dispute.deleteMany({ where: { order: ofBrand } });
  await tx.refund.deleteMany({ where: { order: ofBrand } });
  await tx.orderLine.deleteMany({ where: { order: ofBrand } });
  await tx.cardUse.deleteMany({ where: ofBrand });
  await tx.order.deleteMany({ where: ofBrand });
  await tx.customerMerge.deleteMany({ where: ofBrand });
  await tx.customerKey.deleteMany({ where: ofBrand });
  await tx.customer.deleteMany({ where: ofBrand });
}

export async function deleteDrops(tx: Tx, { brandIds }: DemoScope): Promise<void> {
  const ofBrand = { brandId: { in: brandIds } };
  const drops = await tx.drop.findMany({ where: ofBrand, select: { id: true } });
  const dropIds = drops.map(({ id }) => id);
  const ofDrop = { dropId: { in: dropIds } };
  const claims = await tx.claim.findMany({ where: ofDrop, select: { id: true } });
  await tx.claimTokenUse.deleteMany({ where: { claimId: { in: claims.map(({ id }) => id) } } });
  await tx.customerAllowance.deleteMany({ where: ofDrop });
  await tx.checkoutSession.deleteMany({ where: { claim: ofDrop } });
  await tx.claimLine.deleteMany({ where: { claim: ofDrop } });
  await tx.claim.deleteMany({ where: ofDrop });
  await tx.stockMovement.deleteMany({ where: { pool: ofDrop } });
  await tx.stockPool.deleteMany({ where: ofDrop });
  await tx.gate.deleteMany({ where: ofDrop });
  await tx.dropItem.deleteMany({ where: ofDrop });
  await tx.dropEvent.deleteMany({ where: ofDrop });
  await tx.drop.deleteMany({ where: ofBrand });
}

/** Deletes the brands themselves with their links, contracts, goods and members. */
export async function deleteBrands(tx: Tx, { brandIds }: DemoScope): Promise<void> {
  const ofBrand = { brandId: { in: brandIds } };
  await tx.click.deleteMany({ where: { link: { contract: ofBrand } } });
  await tx.link.deleteMany({ where: { contract: ofBrand } });
  await tx.contractVersion.deleteMany({ where: { contract: ofBrand } });
  await tx.contract.deleteMany({ where: ofBrand });
  await tx.productImage.deleteMany({ where: { product: ofBrand } });
  await tx.sku.deleteMany({ where: ofBrand });
  await tx.product.deleteMany({ where: ofBrand });
  await tx.memberInvitation.deleteMany({ where: ofBrand });
  await tx.brandMember.deleteMany({ where: ofBrand });
  await tx.brand.deleteMany({ where: { id: { in: brandIds } } });
}

/** Deletes the demo people; their sessions, passwords and overlays go with them. */
export async function deletePeople(
  tx: Tx,
  { creatorIds, stayingCreatorIds, userIds }: DemoScope,
): Promise<void> {
  await tx.overlay.deleteMany({ where: { creatorId: { in: creatorIds } } });
  await tx.creator.deleteMany({ where: { id: { in: creatorIds } } });
  await tx.creator.updateMany({
    where: { id: { in: stayingCreatorIds } },
    data: { isDemo: false },
  });
  await tx.signedInBrowser.deleteMany({ where: { userId: { in: userIds } } });
  await tx.session.deleteMany({ where: { userId: { in: userIds } } });
  await tx.account.deleteMany({ where: { userId: { in: userIds } } });
  await tx.user.deleteMany({ where: { id: { in: userIds } } });
}

/** Deletes mail to demo people, and mail to anybody else that names a demo brand. */
export async function deleteMails(
  tx: Tx,
  { emails, brandNames }: DemoScope,
  demoEmails: readonly string[],
): Promise<void> {
  await tx.outboxMail.deleteMany({
    where: {
      OR: [
        { to: { in: [...demoEmails] } },
        {
          to: { in: emails },
          OR: brandNames.map((name) => ({ subject: { contains: name } })),
        },
      ],
    },
  });
}

export async function deleteStripeEvents(tx: Tx, objectIds: readonly string[]): Promise<void> {
  await tx.stripeEvent.deleteMany({ where: { objectId: { in: [...objectIds] } } });
}
