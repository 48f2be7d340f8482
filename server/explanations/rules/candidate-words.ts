import {
  ATTRIBUTION_REASONS,
  type Candidate,
  type CandidateView,
} from '../../protocol/attribution.ts';

const DAY_MS = 86_400_000;

/** For whom candidates are put into words: a creator reads no other creator's name or link. */
export type Reader = { contractIds: ReadonlySet<string> } | 'brand';

type Facts = {
  /** Time of the customer's first order, where every window ends. */
  acquiredAt: number;
  reader: Reader;
};

/** One touch in words, with the figures that decided about it. */
export function candidateView(
  candidate: Candidate,
  others: readonly Candidate[],
  { acquiredAt, reader }: Facts,
): CandidateView {
  const isMine = reader !== 'brand' && reader.contractIds.has(candidate.contractId);
  const isNamed = reader === 'brand' || isMine;
  return {
    kind: candidate.kind,
    at: candidate.at,
    who: isMine ? 'You' : isNamed ? candidate.creatorName : 'Another creator',
    isMine,
    linkSlug: isNamed ? candidate.linkSlug : null,
    excludedBy: candidate.excludedBy,
    sentence: sentenceOf(candidate, { winner: winnerOf(others), acquiredAt }),
  };
}

function winnerOf(candidates: readonly Candidate[]): Candidate | undefined {
  return candidates.find(({ excludedBy }) => excludedBy === null);
}

function sentenceOf(
  { excludedBy, at, windowDays, kind }: Candidate,
  { winner, acquiredAt }: { winner: Candidate | undefined; acquiredAt: number },
): string {
  const age = spanOf(acquiredAt - at);
  const what = kind === 'click' ? 'The click' : 'The claim';
  const window = windowDays ? `; the window is ${days(windowDays)}` : '';
  switch (excludedBy) {
    case null:
      return `${what} came ${age} before the first order${window}. It was the first that counts.`;
    case 'OUTSIDE_WINDOW':
      return `${what} came ${age} before the first order${window}.`;
    case 'EXISTING_CUSTOMER':
      return at > acquiredAt
        ? `${what} came ${spanOf(at - acquiredAt)} after the customer’s first order.`
        : 'The customer was already the brand’s when this became known.';
    case 'OTHER_CREATOR_FIRST':
      return winner && winner.at !== at
        ? `${what} came ${spanOf(at - winner.at)} after the first one that counts.`
        : `${what} came in the same millisecond as another; the smaller id goes first.`;
    default:
      return ATTRIBUTION_REASONS[excludedBy];
  }
}

/** "30 days 2 h", "14 min", "12 s", "340 ms": the two largest parts, rounded down. */
export function spanOf(ms: number): string {
  const whole = Math.max(0, ms);
  if (whole < 1000) return `${whole} ms`;
  const parts: [number, string][] = [
    [Math.floor(whole / DAY_MS), 'd'],
    [Math.floor((whole % DAY_MS) / 3_600_000), 'h'],
    [Math.floor((whole % 3_600_000) / 60_000), 'min'],
    [Math.floor((whole % 60_000) / 1000), 's'],
  ];
  const first = parts.findIndex(([count]) => count > 0);
  return parts
    .slice(first, first + 2)
    .filter(([count]) => count > 0)
    .map(([count, unit]) => (unit === 'd' ? days(count) : `${count} ${unit}`))
    .join(' ');
}

function days(count: number): string {
  return count === 1 ? '1 day' : `${count} days`;
}
