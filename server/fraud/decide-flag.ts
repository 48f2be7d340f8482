import { countFlags } from '../links/count-flags.ts';
import { reviewLines } from '../payouts/review-lines.ts';
import { RECOUNT } from '../payouts/settle-line.ts';
import { inTransaction, type Tx } from '../platform/db.ts';
import { recordHappening } from '../platform/happenings.ts';
import type { Hub } from '../platform/hub.ts';
import { newId } from '../platform/ids.ts';
import { Problem } from '../platform/problem.ts';
import { retryOnUniqueConflict } from '../platform/unique-conflict.ts';
import type { FraudVerdict } from '../protocol/fraud.ts';
import {
  findFlagOfBrand,
  insertDecision,
  listClickIds,
  setVerdict,
  type WholeFlag,
} from './flags.store.ts';
import { causeOf } from './rules/cause.ts';

type Decided = {
  brandId: string;
  flagId: string;
  reason: string;
  by: { id: string; name: string };
};

/**
 * A person decides. Released: the money goes on where it was. Confirmed: the commission of these
 * lines is taken back, also when it was paid already; then the next payout nets it. Nothing but a
 * person ever ends the hold of a flag. Throws `not_found`, and `flag_decided` when somebody was faster.
 */
export async function decideFlag(
  hub: Hub,
  { verdict, ...given }: Decided & { verdict: FraudVerdict },
): Promise<{ verdict: FraudVerdict }> {
  await change(hub, given, { from: null, to: verdict, record: verdict });
  return { verdict };
}

/** Takes a decision back: the flag waits again, and so does the money. The decision stays on record. */
export async function reopenFlag(hub: Hub, given: Decided): Promise<{ verdict: null }> {
  const flag = await findFlagOfBrand(hub.db, given);
  if (!flag) throw new Problem('not_found');
  if (flag.verdict === null) throw new Problem('flag_decided');
  await change(hub, given, { from: flag.verdict, to: null, record: 'reopened' });
  return { verdict: null };
}

type Step = { from: string | null; to: FraudVerdict | null; record: FraudVerdict | 'reopened' };

async function change(hub: Hub, given: Decided, step: Step): Promise<void> {
  const at = hub.clock.now();
  await retryOnUniqueConflict(() =>
    inTransaction(hub.db, (tx) => changeIn(tx, given, { ...step, at }), RECOUNT),
  );
}

async function changeIn(tx: Tx, given: Decided, step: Step & { at: Date }): Promise<void> {
  const flag = await findFlagOfBrand(tx, given);
  if (!flag) throw new Problem('not_found');
  const { from, to, record, at } = step;
  if (!(await setVerdict(tx, { flagId: flag.id, from, to, at }))) {
    throw new Problem('flag_decided');
  }
  const { id: userId, name: byName } = given.by;
  const { reason } = given;
  const decision = { id: newId(at), flagId: flag.id, verdict: record, reason, at };
  await insertDecision(tx, { ...decision, userId, byName });
  const { brandId, contractId, lines } = flag;
  const lineIds = lines.map(({ lineId }) => lineId);
  const review = { brandId, contractId, cause: causeOf(flag.id), lineIds };
  await reviewLines(tx, { ...review, verdict: to, by: userId }, at);
  await recordHappening(tx, 'flag.decided', { payload: { contractId }, at });
  await moveClicks(tx, flag, { from, to });
}

/** A flag that a person has released stands against no click any more. */
async function moveClicks(
  tx: Tx,
  { id }: WholeFlag,
  { from, to }: { from: string | null; to: FraudVerdict | null },
): Promise<void> {
  if (from !== 'released' && to !== 'released') return;
  await countFlags(tx, { clickIds: await listClickIds(tx, id), by: to === 'released' ? -1 : 1 });
}
