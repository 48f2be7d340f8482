import { createHash } from 'node:crypto';
import { issueToken } from '../claims/issue-token.ts';
import type { Fairness, LineKind, OwnPlace } from '../protocol/lines.ts';
import { joinLineByToken } from '../viewer/join-line.ts';
import type { TestHub } from './hub.ts';
import { makeShop, type Shop } from './shop.ts';

export const SEED = '5eed'.repeat(16);
const HOUR_MS = 3_600_000;

type Given = Parameters<typeof makeShop>[1] & {
  fairness?: Fairness;
  /** Milliseconds from now. */
  startsInMs?: number;
  closesInMs?: number;
  turnsPerSecond?: number;
  offerSeconds?: number;
  hasWaitingList?: boolean;
};

/** A shop whose drop has a line, and for a shuffle or a draw a lot with a known seed. */
export async function makeLineShop(hub: TestHub, given: Given = {}): Promise<Shop> {
  const { fairness = 'first_come', startsInMs = 0, closesInMs, ...rest } = given;
  const { turnsPerSecond = 20, offerSeconds = 300, hasWaitingList = true, ...shop } = rest;
  const now = hub.clock.now().getTime();
  const made = await makeShop(hub, {
    ...shop,
    startsAt: new Date(now + startsInMs),
    endsAt: new Date(now + 4 * HOUR_MS),
  });
  const entriesCloseAt = closesInMs === undefined ? null : new Date(now + closesInMs);
  await hub.db.drop.update({
    where: { id: made.drop.id },
    data: { fairness, entriesCloseAt, turnsPerSecond, offerSeconds, hasWaitingList },
  });
  if (fairness !== 'first_come') {
    const seedHash = createHash('sha256').update(SEED).digest('hex');
    const lot = { dropId: made.drop.id, seed: SEED, seedHash, committedAt: hub.clock.now() };
    await hub.db.dropLot.create({ data: lot });
  }
  return made;
}

/** One viewer takes a place. */
export async function join(
  hub: TestHub,
  { drop, sku }: Pick<Shop, 'drop' | 'sku'>,
  given: { visitorId: string; kind: LineKind; quantity?: number; email?: string },
): Promise<OwnPlace> {
  const { visitorId, kind, quantity = 1, email } = given;
  const { token } = await issueToken(hub, { dropSlug: drop.slug, visitorId });
  return joinLineByToken(hub, { token, kind, skuId: sku.id, quantity, email });
}
