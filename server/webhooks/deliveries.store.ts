import type { Db, Reader, Tx } from '../platform/db.ts';
import { isUniqueConflict } from '../platform/unique-conflict.ts';

export type NewMessage = {
  id: string;
  brandId: string;
  type: string;
  subject: string;
  payload: string;
  at: Date;
};

/**
 * Writes a message with a delivery to each endpoint, unless there is one about the same thing: told
 * twice, it goes out once.
 */
export async function insertMessageOnce(
  db: Db,
  message: NewMessage,
  deliveries: readonly { id: string; endpointId: string }[],
): Promise<void> {
  const { brandId, at } = message;
  const rows = deliveries.map((one) => ({
    ...one,
    brandId,
    createdAt: at,
    state: 'waiting',
    nextAttemptAt: at,
  }));
  try {
    await db.webhookMessage.create({ data: { ...message, deliveries: { create: rows } } });
  } catch (error) {
    if (!isUniqueConflict(error)) throw error;
  }
}

/** What is due, at most so many of one endpoint, those that have waited longest first. */
export async function listDue(
  db: Reader,
  { now, busy, take }: { now: Date; busy: readonly string[]; take: number },
): Promise<{ id: string; endpointId: string; attempts: number; nextAttemptAt: Date | null }[]> {
  return db.webhookDelivery.findMany({
    where: { nextAttemptAt: { lte: now }, endpointId: { notIn: [...busy] } },
    select: { id: true, endpointId: true, attempts: true, nextAttemptAt: true },
    orderBy: { nextAttemptAt: 'asc' },
    take,
  });
}

/** Takes a delivery for one try until the lease ends; null: somebody else has it. */
export async function leaseDelivery(
  db: Reader,
  { id, nextAttemptAt }: { id: string; nextAttemptAt: Date | null },
  leaseUntil: Date,
) {
  const { count } = await db.webhookDelivery.updateMany({
    where: { id, nextAttemptAt },
    data: { nextAttemptAt: leaseUntil, attempts: { increment: 1 } },
  });
  if (count === 0) return null;
  return db.webhookDelivery.findUniqueOrThrow({
    where: { id },
    include: { message: true, endpoint: true },
  });
}
export type LeasedDelivery = NonNullable<Awaited<ReturnType<typeof leaseDelivery>>>;

export async function insertAttempt(
  tx: Tx,
  attempt: NonNullable<Awaited<ReturnType<Tx['webhookAttempt']['findFirst']>>>,
): Promise<void> {
  await tx.webhookAttempt.create({ data: attempt });
}

export async function setOutcome(
  tx: Tx,
  id: string,
  outcome: { state: string; nextAttemptAt: Date | null; endedAt: Date | null },
): Promise<void> {
  await tx.webhookDelivery.update({ where: { id }, data: outcome });
}

/** Nothing more goes to this endpoint. */
export async function cancelWaiting(tx: Tx, endpointId: string, at: Date): Promise<void> {
  await tx.webhookDelivery.updateMany({
    where: { endpointId, state: 'waiting' },
    data: { state: 'canceled', nextAttemptAt: null, endedAt: at },
  });
}

const WITH_LAST = {
  message: { select: { type: true, payload: true } },
  tries: { orderBy: { at: 'desc' as const }, take: 1 },
};

/** Deliveries of an endpoint, newest first, each with its last try. */
export async function listDeliveriesOfEndpoint(
  db: Reader,
  { endpointId, before, take }: { endpointId: string; before: string | null; take: number },
) {
  return db.webhookDelivery.findMany({
    where: { endpointId, ...(before ? { id: { lt: before } } : {}) },
    include: WITH_LAST,
    orderBy: { id: 'desc' },
    take,
  });
}
export type DeliveryRow = Awaited<ReturnType<typeof listDeliveriesOfEndpoint>>[number];

/** One delivery of a brand with all its tries, newest first. */
export async function findDeliveryOfBrand(
  db: Reader,
  { brandId, deliveryId }: { brandId: string; deliveryId: string },
) {
  return db.webhookDelivery.findFirst({
    where: { id: deliveryId, brandId },
    include: { message: true, endpoint: true, tries: { orderBy: { at: 'desc' } } },
  });
}

/** Begins a new round of tries; the message is the same, and so is its id. */
export async function restartDelivery(db: Reader, id: string, at: Date): Promise<void> {
  await db.webhookDelivery.update({
    where: { id },
    data: { state: 'waiting', attempts: 0, nextAttemptAt: at, endedAt: null },
  });
}
