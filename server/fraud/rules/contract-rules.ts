import { inAll, inWords, isFarAbove, sample, without } from './above-baseline.ts';

/** How the orders of one contract went, in a while. */
export type RefundFact = { contractId: string; orders: number; refunded: number };

/** Contracts whose orders are refunded in full far more often than those of the brand's others. */
export function findRefundAbuse(
  contracts: readonly RefundFact[],
): { contractId: string; sentences: string[] }[] {
  const all = inAll(contracts.map(({ orders, refunded }) => sample(refunded, orders)));
  return contracts.flatMap(({ contractId, orders, refunded }) => {
    const own = sample(refunded, orders);
    const rest = without(all, own);
    if (!isFarAbove(own, rest, { least: 5, ratio: 3, usual: sample(5, 100) })) return [];
    const sentence = `${inWords(own)} orders of the last 60 days were refunded in full, against ${inWords(rest)} of the brand’s other creators.`;
    return [{ contractId, sentences: [sentence] }];
  });
}

/** Where a creator's payouts go. */
export type DestinationFact = { contractId: string; creatorName: string; destination: string };

/** Creators of one brand who are paid into one account, each with the others' names. */
export function findSharedDestinations(
  creators: readonly DestinationFact[],
): { contractId: string; sentences: string[] }[] {
  const paidInto = new Map<string, DestinationFact[]>();
  for (const creator of creators) {
    const known = paidInto.get(creator.destination);
    if (known) known.push(creator);
    else paidInto.set(creator.destination, [creator]);
  }
  return creators.flatMap(({ contractId, creatorName, destination }) => {
    const together = paidInto.get(destination) ?? [];
    const others = together.filter((one) => one.contractId !== contractId);
    if (others.length === 0) return [];
    const names = others.map((one) => one.creatorName).join(', ');
    return [
      { contractId, sentences: [`${creatorName} and ${names} are paid into the same account.`] },
    ];
  });
}
