import type { Hub } from '../platform/hub.ts';
import { toNumber } from '../platform/minor.ts';
import type {
  FraudEvidence,
  FraudFlagView,
  FraudQueueView,
  FraudRule,
  FraudVerdict,
} from '../protocol/fraud.ts';
import { type FlagContext, listFlags, readFlagContext, type WholeFlag } from './flags.store.ts';

/** What waits for a person, and what was decided, newest first. */
export async function readFraudQueue(
  { db }: Hub,
  brand: { id: string; currency: string },
): Promise<FraudQueueView> {
  const waiting = await listFlags(db, { brandId: brand.id, isWaiting: true });
  const decided = await listFlags(db, { brandId: brand.id, isWaiting: false });
  const context = await readFlagContext(db, [...waiting, ...decided]);
  const present = (flag: WholeFlag) => presentFlag(flag, context, brand.currency);
  return { waiting: waiting.map(present), decided: decided.map(present) };
}

function presentFlag(flag: WholeFlag, context: FlagContext, currency: string): FraudFlagView {
  const minor = flag.lines.reduce(
    (sum, { lineId }) => sum + toNumber(context.earned.get(lineId) ?? 0n),
    0,
  );
  return {
    id: flag.id,
    rule: flag.rule as FraudRule,
    creatorName: context.creatorNames.get(flag.contractId) ?? '',
    dropTitle: context.dropTitles.get(flag.dropId ?? '') ?? null,
    orderNumber: context.orderNumbers.get(flag.orderId ?? '') ?? null,
    flaggedAt: flag.flaggedAt.getTime(),
    evidence: (JSON.parse(flag.evidence) as FraudEvidence).sentences,
    atStake: { minor, currency },
    lines: flag.lines.length,
    clicks: flag._count.clicks,
    verdict: flag.verdict as FraudVerdict | null,
    decidedAt: flag.decidedAt?.getTime() ?? null,
    history: flag.decisions.map(({ at, verdict, reason, byName }) => ({
      at: at.getTime(),
      verdict: verdict as FraudVerdict | 'reopened',
      reason,
      byName,
    })),
  };
}
