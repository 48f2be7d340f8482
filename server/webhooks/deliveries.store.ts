import { type Db, inTransaction, type Reader, type Tx } from '../platform/db.ts';
import { unlessThere } from '../platform/unique-conflict.ts';
import type { WebhookEvent } from '../protocol/webhooks.ts';

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
  const rows = deliveries.map((one) => deliveryRow(message, one));
  await unlessThere(() =>
    db.webhookMessage.create({ data: { ...message, deliveries: { create: rows } } }),
  );
}

/**
 * The same for many messages of one brand at once. Whoever writes one of them at the same time makes
 * all of these fail, to be tried again.
 */
export async function insertMessagesOnce(
  db: Db,
  brandId: string,
  messages: readonly {
    row: NewMessage;
    deliveries: readonly { id: string; endpointId: string }[];
  }[],
): Promise<void> {
  const subjects = messages.map(({ row }) => row.subject);
  await inTransaction(db, async (tx) => {
    const told = await listTold(tx, brandId, subjects);
    const fresh = messages.filter(({ row }) => !told.has(row.subject));
    await tx.webhookMessage.createMany({ data: fresh.map(({ row }) => row) });
    await tx.webhookDelivery.createMany({
      data: fresh.flatMap(({ row, deliveries }) =>
        deliveries.map((one) => ({ ...deliveryRow(row, one), messageId: row.id })),
      ),
    });
  });
}

function deliveryRow(
  { brandId, at }: NewMessage,
  { id, endpointId }: { id: string; endpointId: string },
) {
  return { id, endpointId, brandId, createdAt: at, state: 'waiting', nextAttemptAt: at };
}

/** Those of these subjects that were told. */
export async function listTold(
  db: Reader,
  brandId: string,
  subjects: readonly string[],
): Promise<Set<string>> {
  const rows = await db.webhookMessage.findMany({
    where: { brandId, subject: { in: [...subjects] } },
    select: { subject: true },
  });
  return new Set(rows.map(({ subject }) => subject));
}

export type DueDelivery = { id: string; endpointId: string; nextAttemptAt: Date | null };

/** What is due, except for some endpoints, what has waited longest first. */
export async function listDue(
  db: Reader,
  { now, except, take }: { now: Date; except: ReadonlySet<string>; take: number },
): Promise<DueDelivery[]> {
  return db.webhookDelivery.findMany({
    where: { nextAttemptAt: { lte: now }, endpointId: { notIn: [...except] } },
    select: { id: true, endpointId: true, nextAttemptAt: true },
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

/** Deletes some deliveries that ended before a moment; how many. */
export async function deleteEndedDeliveries(
  db: Db,
  { before, most }: { before: Date; most: number },
): Promise<number> {
  const rows = await db.webhookDelivery.findMany({
    where: { endedAt: { lt: before }, nextAttemptAt: null },
    select: { id: true },
    orderBy: { endedAt: 'asc' },
    take: most,
  });
  const among = { in: rows.map(({ id }) => id) };
  await db.webhookDelivery.deleteMany({ where: { id: among, nextAttemptAt: null } });
  return rows.length;
}

/**
 * Deletes some messages of before a moment that have no deliveries any more; how many. That a drop has
 * sold out is told as long as it runs, so that it was told is kept.
 */
export async function deleteUndeliveredMessages(
  db: Db,
  { before, most }: { before: Date; most: number },
): Promise<number> {
  const isOver = { at: { lt: before }, deliveries: { none: {} } };
  const rows = await db.webhookMessage.findMany({
    where: { ...isOver, type: { not: 'drop.sold_out' satisfies WebhookEvent } },
    select: { id: true },
    orderBy: { at: 'asc' },
    take: most,
  });
  await db.webhookMessage.deleteMany({
    where: { id: { in: rows.map(({ id }) => id) }, ...isOver },
  });
  return rows.length;
}
