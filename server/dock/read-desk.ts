import { findCurrentDrops } from '../live/find-current-drops.ts';
import type { Hub } from '../platform/hub.ts';
import type { Desk, DeskDrop } from '../protocol/dock.ts';
import { dropPhase } from '../protocol/drops.ts';
import { listOpenQuestions } from '../questions/read-questions.ts';
import { countClaimsSince, findDeskDrop, findPlace, findSteerable } from './desk.store.ts';
import { findGrant } from './grants.store.ts';
import { presentGrant } from './present-grant.ts';
import type { Dock } from './read-dock.ts';
import { readOverlayPresence } from './read-overlay-presence.ts';

const MINUTE_MS = 60_000;
/** A drop that has ended can be looked at for so long. */
const OVER_MS = 60 * MINUTE_MS;

/**
 * All that a dock shows beside the state of its drop: `chosen`, as long as the creator is in it, else
 * the one that their overlay shows.
 */
export async function readDesk(hub: Hub, dock: Dock, chosen: string | null): Promise<Desk> {
  const { id: _, name: dockName, creatorId, creatorName } = dock;
  const now = hub.clock.now();
  const [rows, current, overlay] = await Promise.all([
    findSteerable(hub.db, creatorId, new Date(now.getTime() - OVER_MS)),
    findCurrentDrops(hub, [creatorId]),
    readOverlayPresence(hub, creatorId),
  ]);
  const known = rows.find(({ id }) => id === chosen)?.id ?? current.get(creatorId)?.id;
  const dropId = known ?? rows.at(-1)?.id ?? null;
  return {
    ...{ dockName, creatorName, overlay },
    drops: rows.map(({ id, title, rehearsalOf, ...drop }) => ({
      ...{ id, title, isRehearsal: rehearsalOf !== null },
      phase: phaseOf(drop, now),
    })),
    drop: dropId === null ? null : await readDeskDrop(hub, creatorId, dropId),
  };
}

async function readDeskDrop(hub: Hub, creatorId: string, dropId: string): Promise<DeskDrop | null> {
  const place = await findPlace(hub.db, { creatorId, dropId });
  if (!place) return null;
  const minuteAgo = new Date(hub.clock.now().getTime() - MINUTE_MS);
  const [drop, grant, claimsPerMinute, questions] = await Promise.all([
    findDeskDrop(hub.db, dropId),
    findGrant(hub.db, { dropId, contractId: place.contractId }),
    countClaimsSince(hub.db, dropId, minuteAgo),
    listOpenQuestions(hub, dropId),
  ]);
  const { id, slug, title, brand, items, fairness, rehearsalOf } = drop;
  return {
    ...{ id, slug, title, claimsPerMinute, questions },
    brandName: brand.name,
    currency: brand.currency,
    items: items.map(({ skuId, sku }) => ({ skuId, name: `${sku.product.name} · ${sku.title}` })),
    isRehearsal: rehearsalOf !== null,
    isByLot: fairness !== 'first_come',
    grant: presentGrant(grant),
  };
}

type SteerableRow = Omit<
  Awaited<ReturnType<typeof findSteerable>>[number],
  'id' | 'title' | 'rehearsalOf'
>;

function phaseOf(drop: SteerableRow, now: Date) {
  const offered = new Set(drop.items.map(({ skuId }) => skuId));
  const available = drop.pools
    .filter(({ skuId }) => offered.has(skuId))
    .reduce((sum, pool) => sum + pool.available, 0);
  const facts = {
    publishedAt: drop.publishedAt?.getTime() ?? null,
    pausedAt: drop.pausedAt?.getTime() ?? null,
    endedAt: drop.endedAt?.getTime() ?? null,
    startsAt: drop.startsAt.getTime(),
    endsAt: drop.endsAt.getTime(),
    available,
  };
  return dropPhase(facts, now.getTime());
}
