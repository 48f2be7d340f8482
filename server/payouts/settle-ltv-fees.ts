import { LTV_DAYS } from '../attribution/rules/ltv.ts';
import { inTransaction, type Reader, type Tx } from '../platform/db.ts';
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
import { type StoredLine, setWorth } from './lines.store.ts';
import { openLtvLine } from './open-ltv-line.ts';
import { lockContract, sumPostedFees } from './periods.store.ts';
import { RECOUNT } from './settle-line.ts';
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
  // Without a lock first: there is hardly ever anything to post.
  const seen = await findChanges(hub.db, { contract, at: hub.clock.now() });
  if (seen.length === 0) return;
  const done = new Set<string>();
  for (;;) {
    const written = await retryOnUniqueConflict(() =>
      inTransaction(
        hub.db,
        (tx) => settleBatch(tx, hub, { contractId: contract.id, done }),
        RECOUNT,
      ),
    );
    if (written.length < BATCH) return;
    for (const orderId of written) done.add(orderId);
  }
}

/** Counts with the contract locked, so that of two workers the later one has the last word. */
async function settleBatch(
  tx: Tx,
  hub: Hub,
  { contractId, done }: { contractId: string; done: ReadonlySet<string> },
): Promise<string[]> {
  await lockContract(tx, contractId);
  const at = hub.clock.now();
  const [contract] = await listLtvContracts(tx, contractId);
  if (!contract) return [];
  const changes = await findChanges(tx, { contract, at });
  const batch = changes.filter(({ orderId }) => !done.has(orderId)).slice(0, BATCH);
  for (const change of batch) await setShare(tx, { contract, at, ...change });
  return batch.map(({ orderId }) => orderId);
}

type Change = { orderId: string; share: LtvShare | null };

/** Orders whose fee is not what its cohort comes to now, or not what was posted. */
async function findChanges(
  db: Reader,
  { contract, at }: { contract: LtvContract; at: Date },
): Promise<Change[]> {
  const shares = await countLtvShares(db, contract, at);
  const lines = await listLtvLines(db, contract.id);
  const posted = await sumPostedFees(db, contract.id);
  const known = new Map(lines.map((line) => [line.orderId ?? '', line]));
  const orderIds = new Set([...shares.keys(), ...known.keys()]);
  return [...orderIds].flatMap((orderId) => {
    const share = shares.get(orderId) ?? null;
    const line = known.get(orderId);
    const isSame = line
      ? isSettled(line, { share, postedMinor: posted.get(line.id) ?? 0 })
      : (share?.shareMinor ?? 0) === 0;
    return isSame ? [] : [{ orderId, share }];
  });
}

/** The joint cap may leave less than the share. */
function isSettled(
  { shareMinor, cappedBy }: StoredLine,
  { share, postedMinor }: { share: LtvShare | null; postedMinor: number },
): boolean {
  const wantedMinor = share?.shareMinor ?? 0;
  if (shareMinor !== BigInt(wantedMinor)) return false;
  if (cappedBy === 'joint') return postedMinor < wantedMinor;
  return postedMinor === wantedMinor && (cappedBy === 'ltv') === (share?.isCapped ?? false);
}

async function setShare(
  tx: Tx,
  given: Change & { contract: LtvContract; at: Date },
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
