import type { AttributionReason, Candidate } from '../../protocol/attribution.ts';

const DAY_MS = 86_400_000;

/** One human click on a creator's link, or one claim with a creator's token (at its claim time). */
export type Touch = {
  kind: 'click' | 'claim';
  id: string;
  at: Date;
  contractId: string;
  /** The version in force at the touch; null: the contract was not active then. */
  version: { id: string; windowDays: number } | null;
  /** The end that no renewal had taken back by the touch; null: there was none. */
  contractEndedAt: Date | null;
  creatorName: string;
  /** By which the creator would be known as a customer: `email:…`, `user:…`. */
  creatorKeys: readonly string[];
  link: { id: string; slug: string } | null;
  /** The visitor refused to be measured; a claim is a contract and needs no consent. */
  isRefused: boolean;
};

export type TouchContext = {
  /** All keys of the customer, as `kind:value`. */
  customerKeys: ReadonlySet<string>;
  /** Time of the customer's first captured order. */
  acquiredAt: Date;
  /** The acquisition that is already written; null: these touches decide it. */
  known: { contractId: string | null; touchAt: Date | null } | null;
};

/**
 * The winner among touches and, for every other candidate, the rule that excluded it. Earliest
 * first; at the same millisecond the smaller id wins. Of touches of one contract with one verdict
 * only the earliest is a candidate: a second click of the same creator changes nothing.
 */
export function judgeTouches(
  touches: readonly Touch[],
  context: TouchContext,
): { winner: Touch | null; candidates: Candidate[] } {
  const inOrder = [...touches].sort(byTimeThenId);
  const qualifying = inOrder.filter((touch) => exclusionOf(touch, context) === null);
  const winner = (context.known ? knownWinner(inOrder, context.known) : qualifying[0]) ?? null;
  const candidates = new Map<string, Candidate>();
  for (const touch of inOrder) {
    const excludedBy = touch === winner ? null : verdictOf(touch, { winner, context });
    const isRepeat = excludedBy === null && touch !== winner;
    const key = `${touch.contractId} ${excludedBy}`;
    if (!isRepeat && !candidates.has(key)) candidates.set(key, candidateOf(touch, excludedBy));
  }
  return { winner, candidates: [...candidates.values()] };
}

/** Whether a creator would be this customer: nobody refers themselves. */
export function isSamePerson(
  creatorKeys: readonly string[],
  customerKeys: ReadonlySet<string>,
): boolean {
  return creatorKeys.some((key) => customerKeys.has(key));
}

/** Ids compare as plain text, the same on every machine. */
function byTimeThenId(a: Touch, b: Touch): number {
  return a.at.getTime() - b.at.getTime() || (a.id < b.id ? -1 : 1);
}

/** What keeps a touch from qualifying at all. Both bounds of the window are inside it. */
function exclusionOf(
  touch: Touch,
  { customerKeys, acquiredAt }: TouchContext,
): AttributionReason | null {
  const { version, contractEndedAt, at } = touch;
  if (isSamePerson(touch.creatorKeys, customerKeys)) return 'SELF_REFERRAL';
  if (touch.isRefused) return 'CONSENT_MISSING';
  if (version === null || (contractEndedAt !== null && contractEndedAt <= at)) {
    return 'CONTRACT_INACTIVE';
  }
  if (at > acquiredAt) return 'EXISTING_CUSTOMER';
  const ageMs = acquiredAt.getTime() - at.getTime();
  return ageMs <= version.windowDays * DAY_MS ? null : 'OUTSIDE_WINDOW';
}

/** Null for a later touch of the winner's own contract: it is no candidate of its own. */
function verdictOf(
  touch: Touch,
  { winner, context }: { winner: Touch | null; context: TouchContext },
): AttributionReason | null {
  const exclusion = exclusionOf(touch, context);
  if (exclusion) return exclusion;
  if (context.known?.contractId === touch.contractId) return null;
  // Learnt of after the acquisition was written: the customer already had a first click, or none.
  if (!winner || byTimeThenId(touch, winner) < 0) return 'EXISTING_CUSTOMER';
  return touch.contractId === winner.contractId ? null : 'OTHER_CREATOR_FIRST';
}

function knownWinner(
  inOrder: readonly Touch[],
  known: { contractId: string | null; touchAt: Date | null },
): Touch | undefined {
  return inOrder.find(
    ({ contractId, at }) =>
      contractId === known.contractId && at.getTime() === known.touchAt?.getTime(),
  );
}

function candidateOf(touch: Touch, excludedBy: AttributionReason | null): Candidate {
  return {
    kind: touch.kind,
    id: touch.id,
    contractId: touch.contractId,
    creatorName: touch.creatorName,
    linkSlug: touch.link?.slug ?? null,
    at: touch.at.getTime(),
    windowDays: touch.version?.windowDays ?? null,
    excludedBy,
  };
}
