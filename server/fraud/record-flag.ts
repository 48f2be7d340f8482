import { countFlags } from '../links/count-flags.ts';
import { holdLineIn } from '../payouts/hold-line.ts';
import { inTransaction } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { newId } from '../platform/ids.ts';
import { retryOnUniqueConflict } from '../platform/unique-conflict.ts';
import type { FraudRule } from '../protocol/fraud.ts';
import { addClicks, addLines, findFlagOf, holdWaiting, insertFlag } from './flags.store.ts';
import { causeOf } from './rules/cause.ts';

/** Something that a rule has found. */
export type Finding = {
  brandId: string;
  contractId: string;
  creatorId?: string | null;
  dropId?: string | null;
  orderId?: string | null;
  rule: FraudRule;
  /** What it is about: the same subject of a rule is one flag, however often it is found. */
  subject: string;
  sentences: string[];
  lineIds: readonly string[];
  clickIds?: readonly string[];
};

/**
 * Flags a finding and holds its money, in one transaction. Found again, it only gains what is new,
 * as long as it waits for a person; once somebody has decided, it is left alone: a rule does not
 * overrule a person.
 */
export async function recordFlag(hub: Hub, finding: Finding): Promise<void> {
  await retryOnUniqueConflict(() =>
    inTransaction(hub.db, async (tx) => {
      const at = hub.clock.now();
      const { brandId, rule, subject, lineIds, clickIds = [], sentences } = finding;
      const known = await findFlagOf(tx, { brandId, rule, subject });
      if (known && !(await holdWaiting(tx, known.id))) return;
      const flagId = known?.id ?? newId(at);
      if (!known) {
        const { contractId, creatorId = null, dropId = null, orderId = null } = finding;
        const about = { brandId, contractId, creatorId, dropId, orderId };
        const evidence = JSON.stringify({ sentences });
        await insertFlag(tx, { id: flagId, ...about, rule, subject, evidence, flaggedAt: at });
      }
      const fresh = await addClicks(tx, { flagId, clickIds });
      await countFlags(tx, { clickIds: fresh, by: 1 });
      for (const lineId of await addLines(tx, { flagId, lineIds })) {
        const hold = { lineId, cause: causeOf(flagId), reason: 'FRAUD_HOLD', by: 'system' };
        await holdLineIn(tx, { ...hold, note: sentences.join(' ') }, at);
      }
    }),
  );
}
