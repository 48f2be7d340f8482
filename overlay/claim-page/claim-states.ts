import type { ClaimState } from '../../server/protocol/claims.ts';

/** What a claim page says in each state, beside the held ones, which have a clock and a button. */
export const CLAIM_PAGE_STATES = {
  held: {
    heading: 'Held for you',
    next: 'Pay before the clock runs out.',
  },
  paying: {
    heading: 'Checking your payment',
    next: 'If you have paid, this page turns into your receipt in a few seconds. If not, go on paying: your units are still held.',
  },
  expiring: {
    heading: 'The hold is ending',
    next: 'Time is up. The payment is being closed; if it went through in time, the receipt comes here.',
  },
  payment_pending: {
    heading: 'Your bank is checking the payment',
    next: 'Your units stay yours until the answer is here. You can close this page and come back.',
  },
  paid: {
    heading: 'Paid. It is yours',
    next: 'This page is your receipt.',
  },
  part_refunded: {
    heading: 'Partly refunded',
    next: 'The rest of your order stands.',
  },
  refunded: {
    heading: 'Refunded',
    next: 'The money is on its way back to how you paid. Banks take a few days to show it.',
  },
  released: {
    heading: 'Given back',
    next: 'Nothing was charged. If the drop is still on, you can claim again.',
  },
  expired: {
    heading: 'The hold has run out',
    next: 'Its units went back and nothing was charged. If some are left, you can claim again.',
  },
  failed: {
    heading: 'The payment failed',
    next: 'Nothing was charged and the units went back. If some are left, you can claim again and pay another way.',
  },
} as const satisfies Record<ClaimState, { heading: string; next: string }>;
