import type { Reader } from '../platform/db.ts';
import { Problem } from '../platform/problem.ts';
import { findCodeInDrop } from './codes.store.ts';
import { codesMeantBy } from './rules/code-text.ts';

/**
 * The code that a viewer typed, if it can be used in this drop now. Its use is taken with the units,
 * not here. Throws `code_unknown`, `code_gone` and `code_used_up`.
 */
export async function findCode(
  db: Reader,
  { dropId, typed, now }: { dropId: string; typed: string; now: Date },
): Promise<{ codeId: string; gateId: string }> {
  const meant = codesMeantBy(typed);
  const code = meant.length > 0 ? await findCodeInDrop(db, dropId, meant) : null;
  if (!code) throw new Problem('code_unknown');
  const { revokedAt, expiresAt, gateId } = code.batch;
  if (revokedAt !== null || (expiresAt !== null && expiresAt <= now)) {
    throw new Problem('code_gone');
  }
  if (code.usedCount >= code.maxUses) throw new Problem('code_used_up');
  return { codeId: code.id, gateId };
}
