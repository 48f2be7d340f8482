/** Whether a brand's newest proposal still waits for the answer of its creator. */
export function proposalWaits(newest: {
  proposedBy: string;
  acceptedByCreatorAt: Date | null;
  declinedAt: Date | null;
}): boolean {
  return newest.proposedBy === 'brand' && !newest.acceptedByCreatorAt && !newest.declinedAt;
}
