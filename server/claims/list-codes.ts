import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import type { CodeView } from '../protocol/codes.ts';
import { findCodeBatch, findCodesOfBatch } from './codes.store.ts';
import { codeAsPrinted } from './rules/code-text.ts';

/** Every code of a batch, as it is printed or spoken. Throws `not_found`. */
export async function listCodes(
  { db }: Pick<Hub, 'db'>,
  which: { brandId: string; batchId: string },
): Promise<CodeView[]> {
  const batch = await findCodeBatch(db, which);
  if (!batch) throw new Problem('not_found');
  const codes = await findCodesOfBatch(db, batch.id);
  return codes.map(({ code, usedCount, maxUses }) => ({
    code: codeAsPrinted(code),
    used: usedCount,
    maxUses,
  }));
}
