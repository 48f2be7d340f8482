import type { Reader } from '../platform/db.ts';
import { CODE_KINDS, type CodeBatchView } from '../protocol/codes.ts';
import { type findCodeBatches, findSpokenCodes, sumCodes } from './codes.store.ts';

type BatchRow = Awaited<ReturnType<typeof findCodeBatches>>[number];

/** Batches with what is used of them. */
export async function presentCodeBatches(
  db: Reader,
  batches: readonly BatchRow[],
): Promise<CodeBatchView[]> {
  const ids = batches.map(({ id }) => id);
  const sums = await sumCodes(db, ids);
  const spoken = new Map(
    (await findSpokenCodes(db, ids)).map(({ batchId, code }) => [batchId, code]),
  );
  return batches.map((batch) => ({
    id: batch.id,
    label: batch.label,
    kind: CODE_KINDS.find((kind) => kind === batch.kind) ?? 'printed',
    gateId: batch.gateId,
    ...(sums.get(batch.id) ?? { codes: 0, uses: 0, used: 0 }),
    spoken: spoken.get(batch.id) ?? null,
    createdAt: batch.createdAt.getTime(),
    expiresAt: batch.expiresAt?.getTime() ?? null,
    revokedAt: batch.revokedAt?.getTime() ?? null,
  }));
}
