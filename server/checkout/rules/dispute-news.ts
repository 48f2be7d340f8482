import type { DisputeStatus } from './net-of-order.ts';

/** What somebody said of a dispute, and of which moment that is. */
export type DisputeNews = { status: DisputeStatus; amountMinor: number; toldAt: Date };

/**
 * Whether `news` is what holds, and `known` is what was before it. A dispute only moves on: an inquiry
 * becomes a dispute, and either is decided; of what is equally far the later news holds, so a bank may
 * turn its own decision over. News of the very same moment are put into one order too. So all news of a
 * dispute end in the same status and amount, however they are shuffled and repeated.
 */
export function isLaterNews(news: DisputeNews, known: DisputeNews): boolean {
  const difference =
    STAGES[news.status] - STAGES[known.status] ||
    news.toldAt.getTime() - known.toldAt.getTime() ||
    Number(news.status === 'won') - Number(known.status === 'won') ||
    news.amountMinor - known.amountMinor;
  return difference > 0;
}

const STAGES: Record<DisputeStatus, number> = { inquiry: 0, open: 1, won: 2, lost: 2 };
