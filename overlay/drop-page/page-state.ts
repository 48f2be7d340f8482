import type { ClaimState } from '../../server/protocol/claims.ts';
import {
  type DropPhase,
  dropPhase,
  type PhaseFacts,
  type Stock,
} from '../../server/protocol/drops.ts';
import { isLow } from '../shared/format.ts';
import type { PageProblem } from '../viewer-page/hub-client.ts';

/** What the one big button does in a state. */
export type PageAction = 'claim' | 'pay' | 'receipt' | 'retry' | 'none';

/**
 * Every state of the drop page, with its heading, the next step in a sentence and what the button
 * does. `waiting` is a place in a line, which has a panel of its own (line-panel.tsx).
 */
export const PAGE_STATES = {
  scheduled: {
    heading: 'Starts soon',
    next: 'Stay on this page: the button opens by itself, on time.',
    action: 'none',
  },
  waiting: {
    heading: 'You are in the waiting room',
    next: 'Places are drawn when the drop starts. Keep this page open.',
    action: 'none',
  },
  live: {
    heading: 'Live now',
    next: 'One tap sets yours aside. You pay after that.',
    action: 'claim',
  },
  low: {
    heading: 'Almost gone',
    next: 'One tap sets yours aside. You pay after that.',
    action: 'claim',
  },
  claiming: {
    heading: 'Setting yours aside',
    next: 'This takes a moment. Stay on this page.',
    action: 'none',
  },
  held: {
    heading: 'Held for you',
    next: 'Nobody else can take it while the clock runs. Pay to make it yours.',
    action: 'pay',
  },
  paying: {
    heading: 'Your payment is open',
    next: 'Finish paying on the payment page. If you just did, this page follows in a few seconds.',
    action: 'pay',
  },
  verifying: {
    heading: 'Your bank is checking the payment',
    next: 'Your units stay yours until the answer is here. You can leave this page open or come back.',
    action: 'none',
  },
  paid: {
    heading: 'It is yours',
    next: 'Paid and confirmed. Your receipt has everything.',
    action: 'receipt',
  },
  sold_out: {
    heading: 'Sold out for now',
    next: 'Units of holds that lapse come back. This page watches and opens by itself.',
    action: 'none',
  },
  ended: {
    heading: 'This drop has ended',
    next: 'Follow the creator’s stream for the next one.',
    action: 'none',
  },
  paused: {
    heading: 'Paused for a moment',
    next: 'The brand has paused this drop. The page goes on by itself as soon as they do.',
    action: 'none',
  },
  limit_reached: {
    heading: 'That is your share',
    next: 'You have reached the limit per customer for this drop. It keeps it fair.',
    action: 'none',
  },
  already_claimed: {
    heading: 'You already have yours',
    next: 'You bought in this drop. Your receipt has everything.',
    action: 'receipt',
  },
  not_for_you: {
    heading: 'Not open this way',
    next: 'This drop is open through its creators. Follow the link of one who is live.',
    action: 'none',
  },
  offline: {
    heading: 'No connection',
    next: 'What you see may be old. This page connects again by itself.',
    action: 'retry',
  },
  error: {
    heading: 'That did not work',
    next: 'Nothing was charged. Try again.',
    action: 'retry',
  },
} as const satisfies Record<string, { heading: string; next: string; action: PageAction }>;

export type PageState = keyof typeof PAGE_STATES;

export type PageFacts = {
  drop: PhaseFacts;
  stock: Stock;
  limitPerCustomer: number;
  /** Somebody's gate is open to viewers at all. */
  hasCreators: boolean;
  /** The viewer's own claim in this drop. Times in epoch milliseconds. */
  claim: { state: ClaimState; expiresAt: number; units: number; paidAt: number | null } | null;
  /** `undecided`: the answer to a tap was lost, so that there may be a hold that nobody has seen. */
  act: 'idle' | 'claiming' | 'leaving' | 'undecided';
  isOnline: boolean;
  problem: PageProblem['code'] | null;
};

/**
 * The state that a page is in at `now`. What this viewer has comes before what everybody sees:
 * somebody who holds a unit, or may hold one unseen, is never told "sold out".
 */
export function pageState(facts: PageFacts, now: number): PageState {
  const own = ownState(facts, now);
  if (own) return own;
  if (!facts.isOnline) return 'offline';
  if (facts.act === 'undecided') return 'error';
  const phase = dropPhase(facts.drop, now);
  if (phase === 'ended') return 'ended';
  const refused = facts.problem && stateOfProblem(facts.problem);
  if (refused) return refused;
  if (phase === 'live' && !facts.hasCreators) return 'not_for_you';
  return phase === 'live' && isLow(facts.stock) ? 'low' : STATE_OF_PHASE[phase];
}

/** A payment this fresh is celebrated; a later visit is only reminded. */
const FRESH_PAYMENT_MS = 10 * 60_000;

const STATE_OF_PHASE = {
  draft: 'not_for_you',
  scheduled: 'scheduled',
  live: 'live',
  paused: 'paused',
  sold_out: 'sold_out',
  ended: 'ended',
} as const satisfies Record<DropPhase, PageState>;

function ownState({ act, claim, limitPerCustomer }: PageFacts, now: number): PageState | null {
  if (act === 'claiming') return 'claiming';
  if (act === 'leaving') return 'paying';
  if (!claim) return null;
  switch (claim.state) {
    case 'held':
      return now < claim.expiresAt ? 'held' : null;
    case 'paying':
    case 'expiring':
      return 'paying';
    case 'payment_pending':
      return 'verifying';
    case 'paid':
    case 'part_refunded':
      if (claim.paidAt !== null && now - claim.paidAt < FRESH_PAYMENT_MS) return 'paid';
      return claim.units < limitPerCustomer ? null : 'already_claimed';
    case 'refunded':
    case 'released':
    case 'expired':
    case 'failed':
      return null;
  }
}

/** Null: the phase of the drop says it better, or the page asks for what is missing. */
function stateOfProblem(code: PageProblem['code']): PageState | null {
  switch (code) {
    case 'limit_reached':
      return 'limit_reached';
    case 'claim_already_paid':
      return 'already_claimed';
    case 'gate_closed':
    case 'gate_full':
      return 'not_for_you';
    case 'no_gate':
    case 'not_your_turn':
    case 'draw_only':
    case 'not_enough_units':
    case 'drop_not_started':
    case 'drop_ended':
    case 'drop_paused':
    case 'drop_sold_out':
    case 'claim_expired':
    case 'claim_not_held':
    case 'claim_already_extended':
      return null;
    default:
      return 'error';
  }
}
