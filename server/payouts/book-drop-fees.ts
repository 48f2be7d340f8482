import { versionForDrop } from '../contracts/rules/version-for-drop.ts';
import { inTransaction } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { newId } from '../platform/ids.ts';
import { isUniqueConflict } from '../platform/unique-conflict.ts';
import { contractTermsSchema } from '../protocol/contracts.schema.ts';
import { bookOnLine } from './book-on-line.ts';
import { listUnpaidFees } from './fees.store.ts';
import { insertLine } from './lines.store.ts';
import { dropFeeMemo } from './rules/memos.ts';

const DAY_MS = 86_400_000;
type Due = Awaited<ReturnType<typeof listUnpaidFees>>[number];

/**
 * Books the fee per drop for every creator with a gate in a drop that began and is over, once per drop
 * and contract, by the version that held in the drop when it began. A drop that was ended before its
 * start owes nothing, nor does a contract that was not in force then. Safe to run at any time.
 */
export async function bookDropFees(hub: Hub): Promise<void> {
  for (const due of await listUnpaidFees(hub.db, hub.clock.now())) {
    try {
      await bookFee(hub, due);
    } catch (error) {
      // Another worker was faster.
      if (!isUniqueConflict(error)) throw error;
    }
  }
}

async function bookFee(hub: Hub, { drop, contract }: Due): Promise<void> {
  const { publishedAt, startsAt, endsAt, endedAt } = drop;
  const began = publishedAt && publishedAt > startsAt ? publishedAt : startsAt;
  const ended = endedAt && endedAt < endsAt ? endedAt : endsAt;
  const version = ended > began ? versionForDrop(contract, { publishedAt, at: began }) : null;
  if (!version || !contract.creatorId) return;
  const terms = contractTermsSchema.parse(JSON.parse(version.terms));
  const { dropFeeMinor: amountMinor, currency, holdDays } = terms;
  if (amountMinor === 0) return;
  const { brandId, creatorId, id: contractId } = contract;
  const id = newId(ended);
  await inTransaction(hub.db, async (tx) => {
    await insertLine(tx, {
      ...{ id, brandId, creatorId, contractId, contractVersionId: version.id },
      orderId: null,
      feeDropId: drop.id,
      kind: 'drop_fee',
      clause: 'drop_fee',
      cappedBy: null,
      rateKind: 'existing',
      rateBps: 0,
      flatMinor: BigInt(amountMinor),
      shareMinor: null,
      currency,
      baseMinor: 0n,
      earnedMinor: BigInt(amountMinor),
      countedMinor: null,
      earnedAt: ended,
      holdUntil: new Date(ended.getTime() + holdDays * DAY_MS),
      releasedAt: null,
    });
    const memo = () => dropFeeMemo({ title: drop.title, amountMinor, currency });
    await bookOnLine(tx, id, { targetMinor: amountMinor, memo, at: hub.clock.now() });
  });
}
