import { LTV_DAYS } from '../attribution/rules/ltv.ts';
import { inTransaction, type Tx } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { retryOnUniqueConflict } from '../platform/unique-conflict.ts';
import { countLtvShares, type LtvShare } from './count-ltv-shares.ts';
import {
  findAcquirerOfOrder,
  findLtvLine,
  type LtvContract,
  listLtvContracts,
  listLtvLines,
} from './fees.store.ts';
import { setWorth } from './lines.store.ts';
import { openLtvLine } from './open-ltv-line.ts';
import { lockContract } from './periods.store.ts';
import { settleLtvLines } from './settle-ltv-line.ts';

const DAY_MS = 86_400_000;
/** Orders in one commit. */
const BATCH = 50;

/**
 * Brings the LTV fees of all contracts, or of one, to what their settled cohorts are worth now, and
 * posts the differences. Counted from the orders and not from increments. Safe to run at any time; a
 * contract that fails is logged and left for the next run, and does not keep the others.
 */
export async function settleLtvFees(hub: Hub, contractId?: string): Promise<void> {
  for (const contract of await listLtvContracts(hub.db, contractId)) {
    try {
      await settleContract(hub, contract);
    } catch (error) {
      hub.log.error({ err: error, contractId: contract.id }, 'LTV fees could not be settled');
    }
  }
}

/** Follows what changes an order's money: the fee of its cohort is counted anew, if it is settled. */
export async function followOrderInLtv(hub: Hub, { orderId }: { orderId: string }): Promise<void> {
  // No cohort has settled that is younger than the shortest window.
  const before = new Date(hub.clock.now().getTime() - LTV_DAYS[0] * DAY_MS);
  const contractId = await findAcquirerOfOrder(hub.db, { orderId, before });
  if (contractId) await settleLtvFees(hub, contractId);
}

async function settleContract(hub: Hub, contract: LtvContract): Promise<void> {
  const at = hub.clock.now();
  const shares = await countLtvShares(hub.db, contract, at);
  const lines = await listLtvLines(hub.db, contract.id);
  const known = new Map(lines.map((line) => [line.orderId ?? '', line]));
  const changed = [...new Set([...shares.keys(), ...known.keys()])].filter((orderId) => {
    const share = shares.get(orderId);
    const line = known.get(orderId);
    if (!line) return (share?.shareMinor ?? 0) > 0;
    const isCapped = line.cappedBy === 'ltv';
    const isSameCap = line.cappedBy === 'joint' || isCapped === (share?.isCapped ?? false);
    return line.shareMinor !== BigInt(share?.shareMinor ?? 0) || !isSameCap;
  });
  for (let from = 0; from < changed.length; from += BATCH) {
    const orderIds = changed.slice(from, from + BATCH);
    await retryOnUniqueConflict(() =>
      inTransaction(hub.db, async (tx) => {
        await lockContract(tx, contract.id);
        for (const orderId of orderIds) {
          await setShare(tx, { contract, orderId, share: shares.get(orderId) ?? null, at });
        }
      }),
    );
  }
}

async function setShare(
  tx: Tx,
  given: { contract: LtvContract; orderId: string; share: LtvShare | null; at: Date },
): Promise<void> {
  const { contract, orderId, share, at } = given;
  const known = await findLtvLine(tx, { orderId, contractId: contract.id });
  const worth = {
    shareMinor: BigInt(share?.shareMinor ?? 0),
    cappedBy: share?.isCapped ? 'ltv' : null,
  };
  if (known) await setWorth(tx, known.id, worth);
  else if (share) await openLtvLine(tx, { contract, share, at });
  await settleLtvLines(tx, [orderId], { at, fee: share?.memo });
}
