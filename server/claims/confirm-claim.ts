import type { Tx } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { invariant } from '../platform/invariant.ts';
import { orderStock } from './claim-batches.ts';
import { findClaim, type WholeClaim } from './claims.store.ts';
import type { StockDecision } from './rules/decide-batch.ts';

/** What became of a claim for which money came. */
export type Settlement = 'sold' | 'already_settled' | 'send_money_back';

type Which = {
  claimId: string;
  dropId: string;
  /** Who paid, as a customer key; null: not known. */
  payerKey: string | null;
  /** Where it is sent to; null: not known, or it is collected. */
  destination: { country?: string; postalCode?: string } | null;
  /** Writes down, in the same transaction, what follows from the settlement. */
  record: (tx: Tx, settled: { settlement: Settlement; claim: WholeClaim }) => Promise<void>;
};

/**
 * Turns the units of a claim into sold ones. Money that comes after the units were given back first
 * tries to take them again; only when they, the gate, the price or a limit are used up is it to be
 * sent back. That is decided once and answered ever after, so that a refund which broke off is found
 * again.
 */
export async function confirmClaim(
  hub: Hub,
  { claimId, dropId, payerKey, destination, record }: Which,
): Promise<Settlement> {
  const { decision } = await orderStock(dropId, {
    hub,
    command: { kind: 'confirm', claimId, payerKey, destination },
    andThen: async (tx, decided) => {
      const claim = await findClaim(tx, claimId);
      invariant(claim, `claim ${claimId} exists`);
      await record(tx, { settlement: settlementOf(decided), claim });
    },
  });
  return settlementOf(decision);
}

function settlementOf({ kind }: StockDecision): Settlement {
  invariant(
    kind === 'sold' || kind === 'already_settled' || kind === 'send_money_back',
    `a payment was decided as ${kind}`,
  );
  return kind;
}
