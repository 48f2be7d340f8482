import type { CandidateView, PathStep } from '../../protocol/attribution.ts';

type Facts = {
  candidates: readonly CandidateView[];
  order: {
    claimedAt: Date | null;
    capturedAt: Date;
    refunds: readonly { createdAt: Date }[];
    disputes: readonly { openedAt: Date; decidedAt: Date | null; status: string }[];
  };
  changes: readonly { kind: string; at: Date; reason: string }[];
};

/** What happened around an order, in order of time: touches, claim, payment, and what came after. */
export function pathOf({ candidates, order, changes }: Facts): PathStep[] {
  const steps: { at: Date | number; text: string }[] = [
    ...candidates
      .filter(({ kind }) => kind === 'click')
      .map(({ at, who, linkSlug }) => ({
        at,
        text: linkSlug ? `Click on /r/${linkSlug} (${who})` : `Click on a link (${who})`,
      })),
    ...candidates
      .filter(({ kind }) => kind === 'code')
      .map(({ at, who }) => ({ at, text: `Code typed in the shop (${who})` })),
    ...(order.claimedAt ? [{ at: order.claimedAt, text: 'Units claimed' }] : []),
    { at: order.capturedAt, text: 'Paid' },
    ...order.refunds.map(({ createdAt }) => ({
      at: createdAt,
      text: 'Refunded, in part or whole',
    })),
    ...order.disputes.flatMap(({ openedAt, decidedAt, status }) => [
      { at: openedAt, text: 'Payment disputed' },
      ...(decidedAt ? [{ at: decidedAt, text: `Dispute ${status}` }] : []),
    ]),
    ...changes.map(({ at, kind, reason }) => ({ at, text: `${CHANGES[kind] ?? kind}: ${reason}` })),
  ];
  return steps
    .map(({ at, text }) => ({ at: at instanceof Date ? at.getTime() : at, text }))
    .toSorted((a, b) => a.at - b.at);
}

const CHANGES: Record<string, string> = {
  merged: 'Customer merged with another',
  unmerged: 'Merge undone',
  reattributed: 'Decided by hand',
};
