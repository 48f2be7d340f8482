import { unpackClick } from '../../links/rules/click-id.ts';
import type { Reader } from '../../platform/db.ts';
import { findStockFaults } from '../stock.ts';

/** One wish to claim a unit: what was sent, and what is sent again when no answer came. */
export type Wish = { dropId: string; skuId: string; key: string; token: string; cookie: string };

/** What opens a claim without a cookie. */
export type Proof = { claimId: string; access: string };

/**
 * What viewers were told, written down as soon as they were told it. Whatever is in here must be
 * true after any crash; what is not in here may be true or not.
 */
export class History {
  readonly drops = new Set<string>();
  /** Claims that were answered, by their id. */
  readonly held = new Map<string, Wish>();
  /** Wishes for which no answer came: the connection broke, or it was a problem. */
  readonly unanswered = new Map<string, Wish>();
  /** Claims whose viewer gave them back and was told so. */
  readonly givenBack = new Set<string>();
  /** Claims whose money the payment service has taken. */
  readonly charged = new Map<string, Proof>();
  /** The order number that a claim's own page showed, by claim. */
  readonly ordered = new Map<string, number>();
  /** Signed click ids of redirects. */
  readonly followed = new Set<string>();
  /** Signed click ids that a page handed back and that were taken. */
  readonly confirmed = new Set<string>();
  /** How often a problem was answered, by status and code. */
  readonly problems = new Map<string, number>();

  countProblem(problem: string): void {
    this.problems.set(problem, (this.problems.get(problem) ?? 0) + 1);
  }
}

/** Where the database contradicts what viewers were told, a sentence each. */
export async function findLosses(db: Reader, history: History): Promise<string[]> {
  const stock: string[] = [];
  // One after the other: a transaction has one connection.
  for (const dropId of history.drops) stock.push(...(await findStockFaults(db, dropId)));
  return [
    ...(await claimLosses(db, history)),
    ...(await orderLosses(db, history)),
    ...(await clickLosses(db, history)),
    ...stock,
  ];
}

/** Claims whose money was taken and for which there is no order yet; settles within seconds. */
export async function findUnsettled(db: Reader, history: History): Promise<string[]> {
  const orders = await db.order.findMany({ where: { dropId: { in: [...history.drops] } } });
  const ordered = new Set(orders.map(({ claimId }) => claimId));
  return [...history.charged.keys()].filter((claimId) => !ordered.has(claimId));
}

async function claimLosses(db: Reader, history: History): Promise<string[]> {
  const dropId = { in: [...history.drops] };
  const claims = await db.claim.findMany({ where: { dropId }, include: { lines: true } });
  const uses = await db.claimTokenUse.findMany({
    where: { claimId: { in: claims.map(({ id }) => id) } },
  });
  const stored = new Map(claims.map((claim) => [claim.id, claim]));
  const told = [...history.held].flatMap(([id, wish]) => {
    const claim = stored.get(id);
    if (!claim) return [`claim ${id} was acknowledged and is gone`];
    const units = claim.lines.reduce((sum, { quantity }) => sum + quantity, 0);
    const isSame = claim.idempotencyKey === wish.key && claim.dropId === wish.dropId;
    return isSame && units === 1 ? [] : [`claim ${id} is not what was acknowledged`];
  });
  const keys = new Set(
    [...history.held.values(), ...history.unanswered.values()].map(({ key }) => key),
  );
  const unasked = claims.filter(({ idempotencyKey }) => !keys.has(idempotencyKey));
  const givenBack = [...history.givenBack].filter((id) => !stored.get(id)?.releasedAt);
  return [
    ...told,
    ...unasked.map(({ id }) => `claim ${id} was made and nobody asked for it`),
    ...givenBack.map((id) => `claim ${id} was given back and is still held`),
    ...(uses.length === claims.length
      ? []
      : [`${claims.length} claims were made with ${uses.length} claim rights`]),
  ];
}

async function orderLosses(db: Reader, history: History): Promise<string[]> {
  const orders = await db.order.findMany({ where: { dropId: { in: [...history.drops] } } });
  const numbers = new Map(orders.map(({ claimId, number }) => [claimId, number]));
  const payments = new Set(orders.map(({ paymentIntentId }) => paymentIntentId)).size;
  const told = [...history.ordered].flatMap(([claimId, number]) =>
    numbers.get(claimId) === number ? [] : [`order ${number} of claim ${claimId} is gone`],
  );
  return payments === orders.length ? told : [...told, 'one payment made several orders'];
}

async function clickLosses(db: Reader, history: History): Promise<string[]> {
  const ids = [...history.confirmed].map(clickIdOf);
  const clicks = await db.click.findMany({ where: { id: { in: ids }, verdict: 'confirmed' } });
  const stored = new Set(clicks.map(({ id }) => id));
  return ids
    .filter((id) => !stored.has(id))
    .map((id) => `click ${id} was confirmed and is not on record`);
}

/** The id that a signed click carries; its signature is the hub's to check. */
function clickIdOf(signed: string): string {
  const payload = Buffer.from(signed.split('.')[1] ?? '', 'base64url').toString('utf8');
  return unpackClick(payload)?.clickId ?? `unreadable: ${signed}`;
}
