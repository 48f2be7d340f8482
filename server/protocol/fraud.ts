import type { Money } from './money.ts';

/** What looks like fraud, and what it says about whom; the word is stored, the sentences are shown. */
export const FRAUD_RULES = {
  self_referral: {
    title: 'Bought from oneself',
    about: 'The buyer and the creator seem to be the same person.',
  },
  shared_destination: {
    title: 'One payout account, two creators',
    about: 'Money for two creators would go to the same account.',
  },
  bot_burst: {
    title: 'Burst of clicks by nobody',
    about: 'Many clicks in one minute, and hardly one landed page behind them.',
  },
  click_flood: {
    title: 'Flood of clicks',
    about: 'One browser or one connection made far more clicks than anybody else.',
  },
  code_without_click: {
    title: 'Codes without clicks',
    about: 'Nearly every sale is by a code, and nothing shows who brought the buyers.',
  },
  code_spike: {
    title: 'A code that got around',
    about: 'A code was used far more often than at any other time of the drop.',
  },
  claim_hoarding: {
    title: 'Units held and let go',
    about: 'Units were held again and again and not paid for, so others could not have them.',
  },
  refund_abuse: {
    title: 'Bought to be sent back',
    about: 'Far more orders are refunded than those of the brand’s other creators.',
  },
} as const satisfies Record<string, { title: string; about: string }>;
export type FraudRule = keyof typeof FRAUD_RULES;

export const FRAUD_VERDICTS = ['released', 'confirmed'] as const;
export type FraudVerdict = (typeof FRAUD_VERDICTS)[number];

/** What was seen, in sentences for the brand. They may name a buyer; a creator never reads them. */
export type FraudEvidence = { sentences: string[] };

/** One flag as its brand sees it. Times in epoch milliseconds. */
export type FraudFlagView = {
  id: string;
  rule: FraudRule;
  creatorName: string;
  dropTitle: string | null;
  orderNumber: number | null;
  flaggedAt: number;
  evidence: string[];
  /** Commission that waits, or waited, for the decision. */
  atStake: Money;
  /** Commission lines in it. */
  lines: number;
  /** Clicks that no longer count because of it. */
  clicks: number;
  /** Null: it waits for a person. */
  verdict: FraudVerdict | null;
  decidedAt: number | null;
  history: { at: number; verdict: FraudVerdict | 'reopened'; reason: string; byName: string }[];
};

export type FraudQueueView = { waiting: FraudFlagView[]; decided: FraudFlagView[] };
