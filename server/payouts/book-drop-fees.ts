import { versionForDrop } from '../contracts/rules/version-for-drop.ts';
import { inTransaction } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { newId } from '../platform/ids.ts';
import { isUniqueConflict } from '../platform/unique-conflict.ts';
import { contractTermsSchema } from '../protocol/contracts.schema.ts';
import { bookOnLine } from './book-on-line.ts';
import { listUnpaidFees, type UnpaidFee } from './fees.store.ts';
import { insertLine } from './lines.store.ts';
import { dropFeeMemo } from './rules/memos.ts';

const DAY_MS = 86_400_000;
const RECENT_MS = 7 * DAY_MS;
/** Gates that are read at once. */
const PAGE = 200;

/**
 * Books the fee per drop for every creator with a gate in a drop that began and is over, once per drop
 * and contract, by the version that held in the drop when it began. A drop that was ended before its
 * start owes nothing, nor does a contract that was not in force then; these are looked at each time, so
 * who runs this often asks for drops that ended in the last week. Safe to run at any time; a fee that fails
 * is logged and left for the next run, and does not keep the others.
 */
export async function bookDropFees(hub: Hub, which: 'all' | 'recent' = 'all'): Promise<void> {
  const now = hub.clock.now();
  const since = new Date(which === 'all' ? 0 : now.getTime() - RECENT_MS);
  let afterId: string | null = '';
  while (afterId !== null) {
    const { fees, lastId } = await listUnpaidFees(hub.db, { since, now, afterId, limit: PAGE });
    for (const fee of fees) await bookOrLog(hub, fee);
    afterId = lastId;
  }
}

async function bookOrLog(hub: Hub, fee: UnpaidFee): Promise<void> {
  try {
    await bookFee(hub, fee);
  } catch (error) {
    // Another worker was faster, or another gate of the same contract came before.
    if (isUniqueConflict(error)) return;
    const { dropId, contractId } = fee;
    hub.log.error({ err: error, dropId, contractId }, 'a fee for a drop could not be booked');
  }
}

async function bookFee(hub: Hub, { drop, contract }: UnpaidFee): Promise<void> {
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
