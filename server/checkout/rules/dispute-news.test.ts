import { describe, expect, it } from 'vitest';
import { type DisputeNews, isLaterNews } from './dispute-news.ts';

const at = (hour: number) => new Date(Date.UTC(2026, 8, 1, hour));
const news = (status: DisputeNews['status'], hour: number, amountMinor = 100): DisputeNews => ({
  ...{ status, toldAt: at(hour), amountMinor },
});

describe('of two news of a dispute', () => {
  it.each<[string, DisputeNews, DisputeNews]>([
    ['the later decision holds', news('lost', 2), news('won', 1)],
    ['a decision holds against late news of what was before', news('lost', 1), news('open', 2)],
    ['a dispute is more than its inquiry', news('open', 1), news('inquiry', 2)],
    ['the later amount holds', news('open', 2, 50), news('open', 1, 100)],
    ['of one moment the won one holds', news('won', 1), news('lost', 1, 200)],
    ['of one moment the larger amount holds', news('open', 1, 200), news('open', 1)],
  ])('%s', (_, later, earlier) => {
    expect(isLaterNews(later, earlier)).toBe(true);
    expect(isLaterNews(earlier, later)).toBe(false);
    expect(isLaterNews(later, later)).toBe(false);
  });
});
