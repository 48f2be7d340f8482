/** Whether a brand's newest proposal waits for its creator; an end closed those made before it. */
export function proposalWaits(newest: {
  proposedBy: string;
  proposedAt: Date;
  contractEndedAt: Date | null;
  acceptedByCreatorAt: Date | null;
  declinedAt: Date | null;
  withdrawnAt: Date | null;
}): boolean {
  const { proposedBy, proposedAt, contractEndedAt } = newest;
  const isClosed = contractEndedAt !== null && proposedAt <= contractEndedAt;
  const isAnswered = newest.acceptedByCreatorAt || newest.declinedAt || newest.withdrawnAt;
  return proposedBy === 'brand' && !isClosed && !isAnswered;
}
