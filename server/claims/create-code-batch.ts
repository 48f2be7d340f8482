import { randomBytes, randomInt } from 'node:crypto';
import { inTransaction } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { newId } from '../platform/ids.ts';
import { Problem } from '../platform/problem.ts';
import { retryOnUniqueConflict } from '../platform/unique-conflict.ts';
import type { CreateCodeBatchInput } from '../protocol/codes.schema.ts';
import type { CodeBatchView } from '../protocol/codes.ts';
import { findCodeBatch, insertCodeBatch } from './codes.store.ts';
import { findGateOfBrand } from './gates.store.ts';
import { presentCodeBatches } from './present-code-batches.ts';
import { airCode, printedCode } from './rules/code-text.ts';

/**
 * Makes codes for one gate of a published drop: whoever has one may claim through it, whatever its
 * audience. Throws `not_found`, `drop_not_published` and `drop_over`.
 */
export async function createCodeBatch(
  { db, clock }: Pick<Hub, 'db' | 'clock'>,
  { codes, expiresAt, ...batch }: CreateCodeBatchInput,
): Promise<CodeBatchView> {
  const createdAt = clock.now();
  const gate = await findGateOfBrand(db, batch);
  if (!gate) throw new Problem('not_found');
  const { drop } = gate;
  if (drop.publishedAt === null) throw new Problem('drop_not_published');
  if (drop.endedAt !== null || drop.endsAt <= createdAt) throw new Problem('drop_over');
  const id = newId(createdAt);
  const row = {
    id,
    ...batch,
    kind: codes.kind,
    createdAt,
    expiresAt: expiresAt === null ? null : new Date(expiresAt),
  };
  // A code that exists already, anywhere, is met once in ages: then all are made anew.
  await retryOnUniqueConflict(() =>
    inTransaction(db, (tx) => insertCodeBatch(tx, row, makeCodes(codes, createdAt))),
  );
  const made = await findCodeBatch(db, { brandId: batch.brandId, batchId: id });
  const [view] = made ? await presentCodeBatches(db, [made]) : [];
  if (!view) throw new Problem('not_found');
  return view;
}

function makeCodes(codes: CreateCodeBatchInput['codes'], now: Date) {
  if (codes.kind === 'spoken') {
    return [{ id: newId(now), code: airCode([roll(), roll(), roll()]), maxUses: codes.maxUses }];
  }
  const made = new Set<string>();
  while (made.size < codes.count) made.add(printedCode(randomBytes(10)));
  return [...made].map((code) => ({ id: newId(now), code, maxUses: 1 }));
}

function roll(): number {
  return randomInt(2 ** 32) / 2 ** 32;
}
