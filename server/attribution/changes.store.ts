import type { Reader, Tx } from '../platform/db.ts';
import type { NewAcquisition, NewDecision } from './attribution.store.ts';
import type { AttributionState } from './rules/attribution-change.ts';

/** Acquisitions of these customers and decisions of their orders, as they are stored. */
export async function readState(db: Reader, customerIds: readonly string[]): Promise<StoredState> {
  const among = { in: [...customerIds] };
  const acquisitions = await db.acquisition.findMany({
    where: { customerId: among },
    orderBy: { customerId: 'asc' },
  });
  const decisions = await db.orderDecision.findMany({
    where: { order: { customerId: among } },
    orderBy: { orderId: 'asc' },
  });
  return { acquisitions, decisions };
}
export type StoredState = AttributionState<NewAcquisition, NewDecision>;

/** Puts these acquisitions in the place of those that the customers have. */
export async function replaceAcquisitions(
  tx: Tx,
  customerIds: readonly string[],
  acquisitions: readonly NewAcquisition[],
): Promise<void> {
  await tx.acquisition.deleteMany({ where: { customerId: { in: [...customerIds] } } });
  await tx.acquisition.createMany({ data: [...acquisitions] });
}

export async function updateDecision(tx: Tx, decision: NewDecision): Promise<void> {
  const { orderId, ...rest } = decision;
  await tx.orderDecision.update({ where: { orderId }, data: rest });
}

type StoredChange = NonNullable<Awaited<ReturnType<Tx['attributionChange']['findFirst']>>>;

export async function insertChange(tx: Tx, change: StoredChange): Promise<void> {
  await tx.attributionChange.create({ data: change });
}

/** What followed from a merge, or from its undoing; null: nothing did yet. */
export async function findChangeOfMerge(
  db: Reader,
  mergeId: string,
  kind: 'merged' | 'unmerged',
): Promise<StoredChange | null> {
  return db.attributionChange.findFirst({ where: { mergeId, kind } });
}
