import { phaseFacts } from '../drops/rules/phase-facts.ts';
import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import type { HoldInput } from '../protocol/claims.schema.ts';
import { dropPhase } from '../protocol/drops.ts';
import { findClaimByKey, findPhaseOfDrop } from './claims.store.ts';
import type { ClaimToken } from './rules/claim-token.ts';

/**
 * Tells whoever comes too late that nothing is left, by reads alone: most of a stampede is told this,
 * and a lock and a rollback for each would make the last of them wait for long. It only ever refuses,
 * and only where `decideHold` would; a repeated request goes on to its own answer.
 */
export async function refuseWhenSoldOut(
  { db, clock }: Pick<Hub, 'db' | 'clock'>,
  { token, input }: { token: ClaimToken; input: HoldInput },
): Promise<void> {
  const now = clock.now().getTime();
  const { dropId } = token;
  const drop = token.expiresAt > now ? await findPhaseOfDrop(db, dropId) : null;
  if (!drop || dropPhase(phaseFacts(drop), now) !== 'sold_out') return;
  const known = await findClaimByKey(db, { dropId, idempotencyKey: input.idempotencyKey });
  if (!known) throw new Problem('drop_sold_out');
}
