import { useEffect, useState } from 'preact/hooks';
import type { ClaimView } from '../../server/protocol/claims.ts';
import type { PageTools } from './page-tools.ts';
import { forgetProof, recallProof } from './proof-memory.ts';

/** Store credit that the viewer may use for a claim, and whether they want to. Minor units. */
export type CreditChoice = {
  /** What is there in all; 0: none, or the address is not proven here. */
  balanceMinor: number;
  /** What this payment would use; 0: nothing to choose. */
  usableMinor: number;
  isWanted: boolean;
  want: (isWanted: boolean) => void;
  /** What goes along with the wish to pay. */
  forCheckout: () => { useCredit: true; proof: string } | object;
};

const NONE = { balanceMinor: 0, usableMinor: 0 };

/**
 * Looks up the credit of the proven address while a claim is held. Once credit is set aside for it the
 * choice is made: the claim itself says how much.
 */
export function useCredit(
  tools: Pick<PageTools, 'ask'> | null,
  { claim, access }: { claim: ClaimView | null; access: () => string | undefined },
): CreditChoice {
  const [found, setFound] = useState(NONE);
  const [isWanted, want] = useState(false);
  const claimId = claim?.state === 'held' && claim.creditMinor === 0 ? claim.id : null;
  useEffect(() => {
    const proof = recallProof()?.proof;
    if (!tools || claimId === null || proof === undefined) return;
    let isGone = false;
    const key = access();
    const which = key === undefined ? { claimId, proof } : { claimId, access: key, proof };
    void tools.ask('credit', which).then((answer) => {
      if (isGone) return;
      if (answer.ok) setFound(answer.value);
      else if (answer.problem.code === 'proof_invalid') forgetProof();
    });
    return () => {
      isGone = true;
      setFound(NONE);
      want(false);
    };
  }, [tools, claimId, access]);
  return {
    ...found,
    isWanted,
    want,
    forCheckout: () => {
      const proof = recallProof()?.proof;
      return isWanted && proof !== undefined ? { useCredit: true, proof } : {};
    },
  };
}
