import type { ClaimState } from '../../server/protocol/claims.ts';

/** What a claim page says once nobody can act on the hold; before that it shows the hold itself. */
export const CLAIM_PAGE_STATES = {
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
} as const satisfies Record<
  Exclude<ClaimState, 'held' | 'paying'>,
  { heading: string; next: string }
>;
