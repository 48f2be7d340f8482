import type { Tx } from '../platform/db.ts';
import type { Engine } from '../platform/engine.ts';
import { newId } from '../platform/ids.ts';
import { type ColumnKind, insertSet, type SetRow } from '../platform/set-rows.ts';
import { StaleRead } from '../platform/transient-error.ts';
import type { ReleaseReason } from './rules/claim-state.ts';
import type { NewHold, NewLine } from './rules/decide-hold.ts';
import type { ClaimLineState } from './rules/stock-state.ts';

const CLAIM = {
  id: 'text',
  dropId: 'text',
  gateId: 'text',
  contractId: 'text',
  contractVersionId: 'text',
  visitorId: 'text',
  customerKey: 'text',
  codeId: 'text',
  placeId: 'text',
  delivery: 'text',
  note: 'text',
  resilience: 'text',
  clickId: 'text',
  idempotencyKey: 'text',
  requestHash: 'text',
  quote: 'text',
  totalMinor: 'bigint',
  currency: 'text',
  seq: 'integer',
  heldAt: 'time',
  expiresAt: 'time',
  hardExpiresAt: 'time',
} as const satisfies Record<string, ColumnKind>;

const LINE = {
  id: 'text',
  claimId: 'text',
  poolId: 'text',
  skuId: 'text',
  quantity: 'integer',
  unitPriceMinor: 'bigint',
  rung: 'integer',
  isAddOn: 'boolean',
} as const satisfies Record<string, ColumnKind>;

const TOKEN_USE = {
  jti: 'text',
  claimId: 'text',
  usedAt: 'time',
} as const satisfies Record<string, ColumnKind>;

/** Writes new claims with their lines, and uses up the tokens that gave the right to them. */
export async function insertClaims(
  tx: Tx,
  { dropId, engine, seq, now }: { dropId: string; engine: Engine; seq: number; now: Date },
  holds: readonly NewHold[],
): Promise<void> {
  const claims = holds.map((hold) => claimRow(hold, { dropId, seq }));
  const lines = holds.flatMap(({ claimId, lines: own }) =>
    own.map((line) => lineRow(line, { id: newId(now), claimId })),
  );
  const uses = holds.flatMap(({ jti, claimId }) =>
    jti === null ? [] : { jti, claimId, usedAt: now.getTime() },
  );
  await insertSet(tx, { engine, into: 'claim', columns: CLAIM }, claims);
  await insertSet(tx, { engine, into: 'claim_line', columns: LINE }, lines);
  await insertSet(tx, { engine, into: 'claim_token_use', columns: TOKEN_USE }, uses);
}

/** Property by property: with rest and spread, a row of a stampede costs six times as much. */
function claimRow(
  hold: NewHold,
  { dropId, seq }: { dropId: string; seq: number },
): SetRow<typeof CLAIM> {
  return {
    id: hold.claimId,
    dropId,
    gateId: hold.gateId,
    contractId: hold.contractId,
    contractVersionId: hold.contractVersionId,
    visitorId: hold.visitorId,
    customerKey: hold.customerKey,
    codeId: hold.codeId,
    placeId: hold.placeId,
    delivery: hold.delivery,
    note: hold.note,
    resilience: hold.resilience,
    clickId: hold.clickId,
    idempotencyKey: hold.idempotencyKey,
    requestHash: hold.requestHash,
    quote: JSON.stringify(hold.quote),
    totalMinor: hold.quote.totalMinor,
    currency: hold.quote.currency,
    seq,
    heldAt: hold.heldAt,
    expiresAt: hold.expiresAt,
    hardExpiresAt: hold.hardExpiresAt,
  };
}

function lineRow(
  line: NewLine,
  { id, claimId }: { id: string; claimId: string },
): SetRow<typeof LINE> {
  return {
    id,
    claimId,
    poolId: line.poolId,
    skuId: line.skuId,
    quantity: line.quantity,
    unitPriceMinor: line.priceMinor,
    rung: line.rung,
    isAddOn: line.isAddOn,
  };
}

/** Marks open claims as given back; a payment that began meanwhile makes it throw `StaleRead`. */
export async function releaseClaims(
  tx: Tx,
  given: { claimIds: string[]; reason: ReleaseReason; whilePaying: boolean },
  now: Date,
): Promise<void> {
  const { claimIds, reason, whilePaying } = given;
  const { count } = await tx.claim.updateMany({
    where: {
      id: { in: claimIds },
      paidAt: null,
      releasedAt: null,
      ...(whilePaying ? {} : { payingAt: null }),
      ...(reason === 'expired' && !whilePaying ? { expiresAt: { lte: now } } : {}),
    },
    data: { releasedAt: now, releaseReason: reason, expiringAt: null },
  });
  if (count !== claimIds.length) throw new StaleRead('a claim that was to be given back changed');
}

type Paid = { claimId: string; paidKey: string | null };

/** Marks an open claim as paid. */
export async function markPaid(tx: Tx, { claimId, paidKey }: Paid, now: Date): Promise<void> {
  const { count } = await tx.claim.updateMany({
    where: { id: claimId, paidAt: null, releasedAt: null },
    data: { paidAt: now, paidKey, expiringAt: null },
  });
  requireOne(count);
}

/** The lines of a claim that is sent from elsewhere than where its units were held. */
export async function replaceLines(
  tx: Tx,
  { claimId, lines }: { claimId: string; lines: readonly ClaimLineState[] },
  now: Date,
): Promise<void> {
  await tx.claimLine.deleteMany({ where: { claimId } });
  await tx.claimLine.createMany({
    data: lines.map(({ poolId, skuId, quantity, unitPriceMinor, rung, isAddOn }) => ({
      ...{ id: newId(now), claimId, poolId, skuId, quantity, rung, isAddOn },
      unitPriceMinor: BigInt(unitPriceMinor),
    })),
  });
}

/** Marks a claim as paid that had been given back. */
export async function settleReleased(tx: Tx, { claimId, paidKey }: Paid, now: Date): Promise<void> {
  const { count } = await tx.claim.updateMany({
    where: { id: claimId, paidAt: null, releasedAt: { not: null }, lateRefundAt: null },
    data: { paidAt: now, paidKey, releasedAt: null, releaseReason: null },
  });
  requireOne(count);
}

/** Decides once that the money of a claim goes back; one that was still held is given back as well. */
export async function markLateRefunds(
  tx: Tx,
  { claimId, wasHeld }: { claimId: string; wasHeld: boolean },
  now: Date,
): Promise<void> {
  const given = { releasedAt: now, releaseReason: 'limit_reached' satisfies ReleaseReason };
  const { count } = await tx.claim.updateMany({
    where: {
      id: claimId,
      paidAt: null,
      lateRefundAt: null,
      releasedAt: wasHeld ? null : { not: null },
    },
    data: { lateRefundAt: now, ...(wasHeld ? { ...given, expiringAt: null } : {}) },
  });
  requireOne(count);
}

function requireOne(count: number): void {
  if (count !== 1) throw new StaleRead('a claim changed while it was settled');
}
