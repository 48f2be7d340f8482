import type { Reader } from '../platform/db.ts';

/** How many rows are read at once: a file is written in pieces, never held whole. */
const PIECE = 500;

/** A brand's orders, oldest first, piece by piece. */
export async function* eachOrder(db: Reader, brandId: string) {
  yield* pieces((after) =>
    db.order.findMany({
      where: { brandId, ...(after ? { id: { gt: after } } : {}) },
      include: {
        refunds: { where: { status: 'succeeded' }, select: { amountMinor: true } },
        drop: { select: { title: true } },
        decision: { select: { ltvContractId: true, customerKind: true, reason: true } },
      },
      orderBy: { id: 'asc' },
      take: PIECE,
    }),
  );
}

/** A brand's ledger in the order in which it was written. */
export async function* eachEntry(db: Reader, brandId: string) {
  yield* pieces((after) =>
    db.ledgerEntry.findMany({
      where: { brandId, ...(after ? { id: { gt: after } } : {}) },
      include: {
        transaction: true,
        line: { select: { order: { select: { number: true } } } },
      },
      orderBy: { id: 'asc' },
      take: PIECE,
    }),
  );
}

/** A brand's payouts, oldest first. */
export async function* eachPayout(db: Reader, brandId: string) {
  yield* pieces((after) =>
    db.payoutItem.findMany({
      where: { brandId, ...(after ? { id: { gt: after } } : {}) },
      include: { batch: true },
      orderBy: { id: 'asc' },
      take: PIECE,
    }),
  );
}

/** Names behind a brand's contracts and creators. */
export async function readNames(db: Reader, brandId: string) {
  const contracts = await db.contract.findMany({
    where: { brandId },
    select: { id: true, creatorId: true, invitedEmail: true, creator: true },
  });
  return {
    byContract: new Map(
      contracts.map(({ id, creator, invitedEmail }) => [id, creator?.displayName ?? invitedEmail]),
    ),
    byCreator: new Map(
      contracts.flatMap(({ creatorId, creator }) =>
        creatorId ? [[creatorId, creator?.displayName ?? ''] as const] : [],
      ),
    ),
  };
}

async function* pieces<Row extends { id: string }>(
  read: (after: string | null) => Promise<Row[]>,
): AsyncGenerator<Row> {
  let after: string | null = null;
  for (;;) {
    const rows: Row[] = await read(after);
    yield* rows;
    if (rows.length < PIECE) return;
    after = rows.at(-1)?.id ?? null;
  }
}
