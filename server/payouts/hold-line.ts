import { inTransaction, type Tx } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { newId } from '../platform/ids.ts';
import { Problem } from '../platform/problem.ts';
import { retryOnUniqueConflict } from '../platform/unique-conflict.ts';
import { findHold, isLineHeld, openHold, sumSpokenFor } from './holds.store.ts';
import { post, readLineBalance } from './ledger.store.ts';
import { lockLine } from './lines.store.ts';
import { bookHold } from './rules/bookings.ts';
import { holdMemo } from './rules/memos.ts';

/** Why a line is kept, and by whom. */
export type HoldGiven = {
  lineId: string;
  /** What it stands for, once per line: "dispute:du_…", "fraud:<flag>". */
  cause: string;
  /** A word of ATTRIBUTION_REASONS, which the creator sees. */
  reason: string;
  note?: string;
  /** A user's id, or "system". */
  by: string;
};

/**
 * Keeps a line's money until `releaseHold` of the same cause: what is pending or available is held,
 * and nothing of it is released or paid meanwhile. The same cause twice is one hold. What lies in a
 * payout that was not sent yet stays in it, and that payout refuses to be sent.
 */
export async function holdLine(hub: Hub, given: HoldGiven): Promise<void> {
  await retryOnUniqueConflict(() =>
    inTransaction(hub.db, (tx) => holdLineIn(tx, given, hub.clock.now())),
  );
}

/** The same within the transaction of whoever found the cause; a unique conflict is theirs to retry. */
export async function holdLineIn(tx: Tx, given: HoldGiven, at: Date): Promise<void> {
  const { lineId, cause, reason, note = '', by } = given;
  const line = await lockLine(tx, lineId);
  if (!line) throw new Problem('not_found');
  const known = await findHold(tx, { lineId, cause });
  if (known && known.releasedAt === null) return;
  const { brandId } = line;
  await openHold(tx, {
    id: newId(at),
    lineId,
    brandId,
    cause,
    reason,
    note,
    heldAt: at,
    heldBy: by,
  });
  await setAside(tx, line, { reason, at });
}

/**
 * Holds whatever a line with an open hold has pending or available now; nothing for any other line.
 * For whoever gives money back to a line, for instance a payout that failed.
 */
export async function keepHeld(tx: Tx, lineId: string, at: Date): Promise<void> {
  const line = await lockLine(tx, lineId);
  if (line && (await isLineHeld(tx, lineId))) await setAside(tx, line, { reason: 'on hold', at });
}

async function setAside(
  tx: Tx,
  line: NonNullable<Awaited<ReturnType<typeof lockLine>>>,
  { reason, at }: { reason: string; at: Date },
): Promise<void> {
  const { balance, bookings } = await readLineBalance(tx, line.id);
  const spokenForMinor = await sumSpokenFor(tx, line.id);
  const booking = bookHold({ lineId: line.id, balance }, { spokenForMinor });
  if (!booking) return;
  const amountMinor = booking.sides
    .filter(({ account }) => account === 'creator_held')
    .reduce((sum, side) => sum + side.amountMinor, 0);
  await post(tx, booking, {
    owners: [line],
    idempotencyKey: `line:${line.id}:${bookings}`,
    currency: line.currency,
    at,
    memo: holdMemo({ amountMinor, currency: line.currency, reason }),
  });
}
