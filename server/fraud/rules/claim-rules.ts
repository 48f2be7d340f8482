import { createHash } from 'node:crypto';
import { inAll, inWords, isFarAbove, sample, tally, without } from './above-baseline.ts';

/** One claim of a drop. Times in epoch milliseconds. */
export type ClaimFact = {
  id: string;
  contractId: string;
  customerKey: string;
  /** The printed or spoken code's batch; null: none. */
  codeBatchId: string | null;
  hasClick: boolean;
  heldAt: number;
  isPaid: boolean;
  /** Let lapse by the viewer. */
  isLapsed: boolean;
};

/** Something that was seen about one contract in one drop. */
export type ClaimFinding = {
  rule: 'code_without_click' | 'code_spike' | 'claim_hoarding';
  contractId: string;
  subject: string;
  /** What the same subject was called before. */
  formerSubjects?: string[];
  sentences: string[];
};

const TEN_MINUTES_MS = 600_000;

/** A contract whose sales are nearly all by code without a click, while those of the others are not. */
export function findCodesWithoutClick(claims: readonly ClaimFact[]): ClaimFinding[] {
  const byCode = tally(
    claims.filter(({ isPaid }) => isPaid),
    {
      groupOf: ({ contractId }) => contractId,
      isHit: ({ codeBatchId, hasClick }) => codeBatchId !== null && !hasClick,
    },
  );
  const all = inAll(byCode.values());
  return [...byCode].flatMap(([contractId, own]) => {
    const rest = without(all, own);
    if (!isFarAbove(own, rest, { least: 10, ratio: 3, usual: sample(20, 100) })) return [];
    return [
      {
        rule: 'code_without_click' as const,
        contractId,
        subject: contractId,
        sentences: [
          `${inWords(own)} sales were by a code without any click, against ${inWords(rest)} of the other creators of this drop.`,
        ],
      },
    ];
  });
}

/**
 * A batch of codes that is used far more in ten minutes than its share of the claims of the rest of
 * the drop. It is a share, not a number: when everybody claims at once, its share stays what it is.
 */
export function findCodeSpikes(claims: readonly ClaimFact[]): ClaimFinding[] {
  const inWindow = new Map<number, number>();
  const ofBatch = new Map<string, number>();
  const uses = new Map<string, { batchId: string; window: number; by: string; count: number }>();
  for (const { codeBatchId: batchId, contractId, heldAt } of claims) {
    const window = Math.floor(heldAt / TEN_MINUTES_MS);
    inWindow.set(window, (inWindow.get(window) ?? 0) + 1);
    if (batchId === null) continue;
    ofBatch.set(batchId, (ofBatch.get(batchId) ?? 0) + 1);
    const subject = `${batchId} ${window}`;
    const use = uses.get(subject);
    if (use) use.count += 1;
    else uses.set(subject, { batchId, window, by: contractId, count: 1 });
  }
  return [...uses].flatMap(([subject, { batchId, window, by: contractId, count }]) => {
    const own = sample(count, inWindow.get(window) ?? 0);
    const rest = without(sample(ofBatch.get(batchId) ?? 0, claims.length), own);
    if (!isFarAbove(own, rest, { least: 20, ratio: 4, usual: sample(10, 100) })) return [];
    const sentence = `${inWords(own)} claims of ten minutes were by one batch of codes, against ${inWords(rest)} in the rest of the drop.`;
    return [{ rule: 'code_spike' as const, contractId, subject, sentences: [sentence] }];
  });
}

const LAPSED_BY_ONE = 5;
const MOST_FORMER = 500;

/**
 * Holding and letting go: a contract through which far more holds lapse than through the rest of the
 * drop, or one viewer who lets many lapse and pays none.
 */
export function findClaimHoarding(claims: readonly ClaimFact[]): ClaimFinding[] {
  const rule = 'claim_hoarding' as const;
  const lapsed = tally(claims, {
    groupOf: ({ contractId }) => contractId,
    isHit: ({ isLapsed }) => isLapsed,
  });
  const all = inAll(lapsed.values());
  const ofContracts = [...lapsed].flatMap(([contractId, own]) => {
    const rest = without(all, own);
    if (!isFarAbove(own, rest, { least: 15, ratio: 2, usual: sample(30, 100) })) return [];
    const sentence = `${inWords(own)} holds were let lapse, against ${inWords(rest)} through the other creators of this drop.`;
    return [{ rule, contractId, subject: contractId, sentences: [sentence] }];
  });
  const ofViewers = viewersOf(claims).flatMap((own) => {
    const lapses = own.filter(({ isLapsed }) => isLapsed).sort((a, b) => a.heldAt - b.heldAt);
    const [first] = lapses;
    if (!first || lapses.length < LAPSED_BY_ONE || own.some(({ isPaid }) => isPaid)) return [];
    const { contractId, customerKey } = first;
    // The viewer, however often they come again; one of their claims told it before.
    const subject = `${contractId} ${nobodysName(customerKey)}`;
    const formerSubjects = lapses.slice(-MOST_FORMER).map(({ id }) => `${contractId} ${id}`);
    const sentence = `One viewer held units ${lapses.length} times, let each hold lapse and paid none.`;
    return [{ rule, contractId, subject, formerSubjects, sentences: [sentence] }];
  });
  return [...ofContracts, ...ofViewers];
}

/** Tells viewers apart and says nothing of who they are. */
function nobodysName(customerKey: string): string {
  return createHash('sha256').update(customerKey).digest('base64url').slice(0, 22);
}

/** The claims of each viewer. */
function viewersOf(claims: readonly ClaimFact[]): ClaimFact[][] {
  const viewers = new Map<string, ClaimFact[]>();
  for (const claim of claims) {
    const own = viewers.get(claim.customerKey);
    if (own) own.push(claim);
    else viewers.set(claim.customerKey, [claim]);
  }
  return [...viewers.values()];
}
