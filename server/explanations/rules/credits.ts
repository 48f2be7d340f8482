import type { OrderCredit } from '../../protocol/attribution.ts';
import type { EarningLine } from '../../protocol/payouts.ts';
import type { Reader } from './candidate-words.ts';

type Facts = {
  decision: { saleContractId: string | null; ltvContractId: string | null };
  customerKind: 'new' | 'existing';
  earnings: readonly { contractId: string; kind: string; line: EarningLine }[];
  reader: Reader;
  nameOf: (contractId: string) => string;
};

/**
 * The two credits of an order, always both: who sold it and who brought the customer. A creator reads
 * the arithmetic and the amount of their own alone.
 */
export function creditsOf(facts: Facts): OrderCredit[] {
  const { decision, customerKind } = facts;
  const { saleContractId, ltvContractId } = decision;
  const rate = customerKind === 'new' ? 'new' : 'existing';
  return [
    creditOf(facts, {
      kind: 'drop_sale',
      contractId: saleContractId,
      sentence: saleContractId
        ? `It was claimed through this creator: the rate for ${rate} customers.`
        : 'It was sold outside any drop: nobody has a drop-sale commission.',
    }),
    creditOf(facts, {
      kind: 'ltv',
      contractId: ltvContractId,
      sentence: ltvContractId
        ? 'This creator’s touch was the first that counts: all orders of this customer count for their LTV.'
        : 'No creator’s touch counts as the first, so nobody has the LTV credit.',
    }),
  ];
}

function creditOf(
  { earnings, reader, nameOf }: Facts,
  credit: { kind: OrderCredit['kind']; contractId: string | null; sentence: string },
): OrderCredit {
  const { kind, contractId, sentence } = credit;
  const isMine = contractId !== null && reader !== 'brand' && reader.contractIds.has(contractId);
  const lines =
    reader === 'brand' || isMine
      ? earnings.filter((one) => one.contractId === contractId && isOfKind(one.kind, kind))
      : [];
  return {
    kind,
    who: contractId === null ? null : isMine ? 'You' : nameOf(contractId),
    isMine,
    sentence,
    ...together(lines.map(({ line }) => line)),
  };
}

/** What a credit pays: the LTV credit can have a recurring line and an LTV fee. */
function together(
  lines: readonly EarningLine[],
): Pick<OrderCredit, 'arithmetic' | 'amount' | 'stateSentence'> {
  const [first] = lines;
  if (!first) return { arithmetic: null, amount: null, stateSentence: null };
  const { currency } = first.amount;
  return {
    arithmetic: lines.map(({ why }) => why.arithmetic).join('; '),
    amount: { minor: lines.reduce((sum, { amount }) => sum + amount.minor, 0), currency },
    stateSentence: [...new Set(lines.map(({ stateSentence }) => stateSentence))].join(' '),
  };
}

/** Recurring and LTV lines both come with the LTV credit. */
function isOfKind(kind: string, credit: OrderCredit['kind']): boolean {
  return (kind === 'drop_sale') === (credit === 'drop_sale');
}
