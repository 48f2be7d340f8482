import { countFlags } from '../links/count-flags.ts';
import { holdLineIn } from '../payouts/hold-line.ts';
import { inTransaction, type Tx } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { newId } from '../platform/ids.ts';
import { retryOnUniqueConflict } from '../platform/unique-conflict.ts';
import type { FraudRule } from '../protocol/fraud.ts';
import {
  addClicks,
  addLines,
  findFlagOf,
  holdWaiting,
  insertFlag,
  listMissing,
} from './flags.store.ts';
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
  /** What the same subject was called before: a flag of such a name is this one. */
  formerSubjects?: readonly string[];
  sentences: string[];
  lineIds: readonly string[];
  clickIds?: readonly string[];
};

/** In one commit: few enough to be quick, many enough to be cheap. */
const LINES_AT_ONCE = 50;
const CLICKS_AT_ONCE = 1000;

/**
 * Flags a finding, then holds its money, group by group: however many lines it is about, no commit is
 * long. A run that was cut off leaves what it has done, and the next one adds what is missing. Found
 * again, a flag only gains what is new, as long as it waits for a person; once somebody has decided,
 * it is left alone, also between two groups: a rule does not overrule a person.
 */
export async function recordFlag(hub: Hub, finding: Finding): Promise<void> {
  const { lineIds, clickIds = [], sentences } = finding;
  const { id: flagId, verdict } = await findOrOpenFlag(hub, finding);
  if (verdict !== null) return;
  const missing = await listMissing(hub.db, { flagId, lineIds, clickIds });
  for (const group of groupsOf(missing.lineIds, LINES_AT_ONCE)) {
    await whileWaiting(hub, flagId, async (tx) => {
      const at = hub.clock.now();
      for (const lineId of await addLines(tx, { flagId, lineIds: group })) {
        const hold = { lineId, cause: causeOf(flagId), reason: 'FRAUD_HOLD', by: 'system' };
        await holdLineIn(tx, { ...hold, note: sentences.join(' ') }, at);
      }
    });
  }
  for (const group of groupsOf(missing.clickIds, CLICKS_AT_ONCE)) {
    await whileWaiting(hub, flagId, async (tx) => {
      await countFlags(tx, { clickIds: await addClicks(tx, { flagId, clickIds: group }), by: 1 });
    });
  }
}

async function findOrOpenFlag(
  hub: Hub,
  finding: Finding,
): Promise<{ id: string; verdict: string | null }> {
  const { brandId, rule, subject, formerSubjects = [], sentences } = finding;
  const which = { brandId, rule, subjects: [subject, ...formerSubjects] };
  return retryOnUniqueConflict(async () => {
    const known = await findFlagOf(hub.db, which);
    if (known) return known;
    const at = hub.clock.now();
    const { contractId, creatorId = null, dropId = null, orderId = null } = finding;
    const about = { brandId, contractId, creatorId, dropId, orderId };
    const id = newId(at);
    const evidence = JSON.stringify({ sentences });
    await insertFlag(hub.db, { id, ...about, rule, subject, evidence, flaggedAt: at });
    return { id, verdict: null };
  });
}

/** Changes what a flag keeps, unless somebody has decided it. */
async function whileWaiting(
  hub: Hub,
  flagId: string,
  change: (tx: Tx) => Promise<void>,
): Promise<void> {
  await retryOnUniqueConflict(() =>
    inTransaction(hub.db, async (tx) => {
      if (await holdWaiting(tx, flagId)) await change(tx);
    }),
  );
}

function groupsOf<T>(all: readonly T[], size: number): T[][] {
  const groups: T[][] = [];
  for (let from = 0; from < all.length; from += size) groups.push(all.slice(from, from + size));
  return groups;
}
