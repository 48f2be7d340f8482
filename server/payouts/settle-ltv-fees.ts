import { readSettledLtv } from '../attribution/read-settled-ltv.ts';
import { LTV_DAYS } from '../attribution/rules/ltv.ts';
import { inTransaction, type Tx } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { newId } from '../platform/ids.ts';
import { invariant } from '../platform/invariant.ts';
import { retryOnUniqueConflict } from '../platform/unique-conflict.ts';
import type { LtvClause } from '../protocol/contracts.ts';
import {
  findAcquirerOfOrder,
  findLtvLine,
  type LtvContract,
  listLtvContracts,
  listLtvLines,
} from './fees.store.ts';
import { insertLine, setWorth } from './lines.store.ts';
import { lockContract } from './periods.store.ts';
import { type FeeCohort, feeCohorts, ltvFee } from './rules/ltv-fee.ts';
import { ltvMemo } from './rules/memos.ts';
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

/** One order's part of the fee of its cohort. */
type Share = {
  orderId: string;
  versionId: string;
  netMinor: number;
  shareMinor: number;
  isCapped: boolean;
  bps: number;
  currency: string;
  settledAt: Date;
  memo: string;
};

async function settleContract(hub: Hub, contract: LtvContract): Promise<void> {
  const at = hub.clock.now();
  const shares = new Map<string, Share>();
  for (const version of contract.versions) {
    for (const share of await sharesOf(hub, { contract, version, asOf: at })) {
      shares.set(share.orderId, share);
    }
  }
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

async function sharesOf(
  hub: Hub,
  given: { contract: LtvContract; version: LtvContract['versions'][number]; asOf: Date },
): Promise<Share[]> {
  const { contract, version, asOf } = given;
  const { terms, id: versionId } = version;
  const { ltv: clause, currency } = terms;
  invariant(clause, `version ${versionId} has an LTV clause`);
  const { customers } = await readSettledLtv(hub.db, {
    contractId: contract.id,
    contractVersionId: versionId,
    days: clause.days,
    currency,
    asOf,
  });
  const { endedAt: contractEndedAt, timeZone } = contract;
  const cohorts = feeCohorts(customers, { clause, terms, contractEndedAt, timeZone, asOf });
  return cohorts.flatMap((cohort) => sharesOfCohort(cohort, { clause, currency, versionId }));
}

function sharesOfCohort(
  cohort: FeeCohort,
  { clause, currency, versionId }: { clause: LtvClause; currency: string; versionId: string },
): Share[] {
  const fee = ltvFee(clause, cohort);
  const { month, settledAt } = cohort;
  const { isCapped } = fee;
  const memo = ltvMemo({ clause, currency, month, ...fee, feeMinor: fee.minor });
  return fee.shares.map((share) => ({
    ...share,
    versionId,
    isCapped,
    bps: clause.bps,
    currency,
    settledAt,
    memo,
  }));
}

async function setShare(
  tx: Tx,
  given: { contract: LtvContract; orderId: string; share: Share | null; at: Date },
): Promise<void> {
  const { contract, orderId, share, at } = given;
  const known = await findLtvLine(tx, { orderId, contractId: contract.id });
  const worth = {
    shareMinor: BigInt(share?.shareMinor ?? 0),
    cappedBy: share?.isCapped ? 'ltv' : null,
  };
  if (known) await setWorth(tx, known.id, worth);
  else if (share) await openLtvLine(tx, contract, share);
  await settleLtvLines(tx, [orderId], { at, fee: share?.memo });
}

/** It has waited for its refund windows, so it is free at the next release. */
async function openLtvLine(tx: Tx, contract: LtvContract, share: Share): Promise<void> {
  const { settledAt, shareMinor, versionId, isCapped, bps, currency, netMinor, orderId } = share;
  const { id: contractId, brandId, creatorId } = contract;
  invariant(creatorId, `contract ${contractId} has a creator`);
  await insertLine(tx, {
    id: newId(settledAt),
    ...{ brandId, creatorId, contractId, contractVersionId: versionId, orderId },
    feeDropId: null,
    kind: 'ltv_fee',
    clause: 'ltv',
    cappedBy: isCapped ? 'ltv' : null,
    rateKind: 'new',
    rateBps: bps,
    flatMinor: 0n,
    shareMinor: BigInt(shareMinor),
    currency,
    baseMinor: BigInt(netMinor),
    earnedMinor: BigInt(shareMinor),
    earnedAt: settledAt,
    holdUntil: settledAt,
    releasedAt: null,
  });
}
