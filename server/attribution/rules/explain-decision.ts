import { ATTRIBUTION_REASONS, type OrderExplanation } from '../../protocol/attribution.ts';

type Decided = Pick<
  OrderExplanation,
  'customerKind' | 'saleCreatorName' | 'ltvCreatorName' | 'reason' | 'candidates'
>;

/** A decision in one paragraph: who sold it at which rate, who brought the customer and by what. */
export function sentenceOf(decided: Decided): string {
  return [saleSentence(decided), creditSentence(decided)].join(' ');
}

function saleSentence({ saleCreatorName, customerKind, reason }: Decided): string {
  if (saleCreatorName === null) {
    return 'Sold in the brand’s own shop, outside any drop: there is no drop-sale commission.';
  }
  if (reason === 'SELF_REFERRAL' || reason === 'CURRENCY_UNSUPPORTED') {
    return `Sold through ${saleCreatorName}, without a commission. ${ATTRIBUTION_REASONS[reason]}`;
  }
  const through =
    reason === 'HOLDOUT'
      ? `Sold in the brand’s own shop to somebody whom ${saleCreatorName} sent and who was in the holdout group, paid as if the drop had been shown`
      : `Sold through ${saleCreatorName}`;
  const rate =
    customerKind === 'new'
      ? 'the customer was new, so the rate for new customers applies.'
      : 'the brand knew the customer from another order, so the rate for existing customers applies.';
  return `${through}: ${rate}`;
}

function creditSentence({ ltvCreatorName, candidates }: Decided): string {
  if (ltvCreatorName === null) {
    return 'No creator brought this customer, so nobody has the LTV credit.';
  }
  const winner = candidates.find(({ excludedBy }) => excludedBy === null);
  const by =
    winner?.kind === 'claim'
      ? 'the claim was the first touch'
      : winner?.linkSlug
        ? `the first click was on /r/${winner.linkSlug}`
        : 'their first touch came before the first order';
  return `${ltvCreatorName} has the LTV credit: ${by}.`;
}
