import { ATTRIBUTION_REASONS, type AttributionReason } from '../../protocol/attribution.ts';
import { CAPS, type CapName, type LineClause, type LineKind } from '../../protocol/payouts.ts';

/** What the sentences behind one line are made of. */
export type EarningReasons = {
  kind: LineKind;
  clause: LineClause;
  cappedBy: CapName | null;
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
  const capped = why.cappedBy
    ? [`CAP_REACHED: it is not more because of ${CAPS[why.cappedBy]}.`]
    : [];
  return [...sentencesOf(why), ...capped];
}

function sentencesOf(why: EarningReasons): string[] {
  const version = `Version ${why.contractVersion} of your contract`;
  switch (why.kind) {
    case 'drop_sale':
      return [
        rateSentence(why),
        creditSentence(why),
        `${version} was in force when the unit was claimed; a later version does not change this line.`,
        NET,
      ];
    case 'recurring':
      return [
        why.clause === 'nothing'
          ? 'This customer turned out to be another creator’s: the order earns nothing for you.'
          : 'You brought this customer first. They bought again outside any drop: the recurring clause pays.',
        `${version} was in force when they came; a later version does not change this line.`,
        NET,
      ];
    case 'ltv_fee':
      return [
        'You brought this customer first. All who came in the same month have settled, and the LTV clause pays for them; this is the part of this order.',
        `${version} was in force when they came; a later version does not change this line.`,
      ];
    case 'drop_fee':
      return [`${version} was in force when the drop began: it has a fee for each drop.`];
  }
}

const NET = 'Net is what was paid, without tax and shipping.';

function rateSentence({ reason, rateKind, clause }: EarningReasons): string {
  if (reason === 'SELF_REFERRAL' || reason === 'CURRENCY_UNSUPPORTED') {
    return `${ATTRIBUTION_REASONS[reason]} This sale earns nothing.`;
  }
  const override = clause === 'override' ? 'This drop has rates of its own in your contract. ' : '';
  const why = `${reason === 'HOLDOUT' ? `${HELD_OUT} ` : ''}${override}`;
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
