import { ATTRIBUTION_REASONS, type AttributionReason } from '../../protocol/attribution.ts';

/** What the sentences behind one line are made of. */
export type EarningReasons = {
  contractId: string;
  contractVersion: number;
  rateKind: 'new' | 'existing';
  rateBps: number;
  /** Of the order's decision. */
  reason: AttributionReason | null;
  ltvContractId: string | null;
};

/** Why a line is what it is, for its creator: whole sentences, and never who bought. */
export function explainEarning(why: EarningReasons): string[] {
  return [
    rateSentence(why),
    creditSentence(why),
    `Version ${why.contractVersion} of your contract was in force when the unit was claimed; a later version does not change this line.`,
    'Net is what was paid, without tax and shipping.',
  ];
}

function rateSentence({ reason, rateKind }: EarningReasons): string {
  if (reason === 'SELF_REFERRAL' || reason === 'CURRENCY_UNSUPPORTED') {
    return `${ATTRIBUTION_REASONS[reason]} This sale earns nothing.`;
  }
  const why = reason === 'HOLDOUT' ? `${HELD_OUT} ` : '';
  return rateKind === 'new'
    ? `${why}This customer was new to the brand: the rate for new customers applies.`
    : `${why}The brand already knew this customer from another order: the rate for existing customers applies.`;
}

function creditSentence({ ltvContractId, contractId }: EarningReasons): string {
  if (ltvContractId === contractId) {
    return 'You brought this customer first: what they buy later counts for your LTV, whoever sells it.';
  }
  return ltvContractId === null
    ? 'No creator brought this customer first, so nobody has the LTV credit.'
    : 'Another creator’s click or claim came first: the LTV credit is theirs, the sale is yours.';
}

const HELD_OUT =
  'This buyer was in the holdout group: they saw the ordinary page and bought in the brand’s own shop. You are paid as if they had seen the drop.';
