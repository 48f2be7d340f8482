import { OUTCOME_DAYS } from '../../protocol/experiments.ts';

const DAY_MS = 86_400_000;

/** Days after the first click in which a purchase may be missing because it was made earlier. */
export const PULL_FORWARD_DAYS = { from: 7, to: 37 } as const;

/** What ends an experiment. Times in epoch milliseconds. */
export type ExperimentTimes = {
  startsAt: number;
  endsAt: number;
  /** The brand ended the drop early; null: it did not. */
  endedAt: number | null;
  stoppedAt: number | null;
  /** When everybody first found the drop sold out; null: it never was. */
  soldOutAt: number | null;
};

export type MeasuredWindow = {
  /** Visitors from then on are no part of it. */
  entryEndsAt: number;
  /** No purchase from then on counts, for either group; null: each visitor has the full days. */
  censoredAt: number | null;
  /** From then on nothing more can change, but for refunds. */
  completeAt: number;
};

/**
 * Which visitors and purchases count. At the first sell-out it all stops: from then on the treated
 * cannot buy what the held-out still can, and the difference would measure the stock.
 */
export function measuredWindow(times: ExperimentTimes): MeasuredWindow {
  const { soldOutAt } = times;
  const ends = [times.endsAt, times.endedAt, times.stoppedAt, soldOutAt].filter(
    (at) => at !== null,
  );
  const entryEndsAt = Math.min(...ends);
  const completeAt = soldOutAt ?? entryEndsAt + OUTCOME_DAYS * DAY_MS;
  return { entryEndsAt, censoredAt: soldOutAt, completeAt };
}

/** Which of the two windows after a visitor's first click a purchase is in; null: neither. */
export function windowOfPurchase(
  { exposedAt, at }: { exposedAt: number; at: number },
  { censoredAt }: Pick<MeasuredWindow, 'censoredAt'>,
): 'outcome' | 'later' | null {
  const days = (at - exposedAt) / DAY_MS;
  if (days < 0) return null;
  if (days < OUTCOME_DAYS) return censoredAt === null || at < censoredAt ? 'outcome' : null;
  return days < PULL_FORWARD_DAYS.to ? 'later' : null;
}
