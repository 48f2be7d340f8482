import { readPublicDrop } from '../drops/read-public-drop.ts';
import { createVisitMemory, type VisitMemory } from '../links/visit-memory.ts';
import type { Hub } from '../platform/hub.ts';
import { invariant } from '../platform/invariant.ts';
import type { PublicDropView } from '../protocol/drops.ts';
import type { RehearsalMood } from '../protocol/rehearsals.ts';
import type { RehearsalRow } from './rehearsals.store.ts';
import { type Act, planActs } from './rules/plan-acts.ts';

/** Everything that the acts of one rehearsal work with. */
export type Scene = {
  hub: Hub;
  rehearsal: RehearsalRow;
  /** The brand that stands in, and the copy of the drop. */
  brandId: string;
  dropId: string;
  slug: string;
  /** As it was when this process first looked. */
  drop: PublicDropView;
  acts: Act[];
  /** The click of each viewer who followed a link in this process. */
  clicks: Map<number, string>;
  visits: VisitMemory;
  /** The overlays of its creators, and when they were looked up (milliseconds from the start). */
  overlays: { askedAt: number; rows: { id: string; creatorId: string }[] };
};

const scenes = new WeakMap<Hub['db'], Map<string, Scene>>();

/** The scene of a rehearsal; made once in a process, since the plan of a thousand viewers takes time. */
export async function sceneOf(hub: Hub, rehearsal: RehearsalRow): Promise<Scene | null> {
  const known = scenes.get(hub.db) ?? new Map<string, Scene>();
  scenes.set(hub.db, known);
  const before = known.get(rehearsal.id);
  if (before) return { ...before, hub, rehearsal };
  const { standInId: brandId, copyId: dropId, copySlug: slug, standIns } = rehearsal;
  if (!brandId || !dropId || !slug || standIns.length === 0) return null;
  const drop = await readPublicDrop(hub, { id: dropId });
  if (!drop) return null;
  const { size, minutes, seed } = rehearsal;
  const mood = rehearsal.mood as RehearsalMood;
  const leadMs = rehearsal.startsAt.getTime() - rehearsal.createdAt.getTime();
  const fresh: Scene = {
    ...{ hub, rehearsal, brandId, dropId, slug, drop },
    acts: planActs({ seed, size, mood, minutes, leadMs }),
    clicks: new Map(),
    visits: createVisitMemory(),
    overlays: { askedAt: Number.NEGATIVE_INFINITY, rows: [] },
  };
  known.set(rehearsal.id, fresh);
  return fresh;
}

export function forgetScene(hub: Hub, rehearsalId: string): void {
  scenes.get(hub.db)?.delete(rehearsalId);
}

/** How the visitors of a rehearsal begin; a real one is never like that. */
export function visitorPrefix({ id }: { id: string }): string {
  return `simulated-${id}-`;
}

export function visitorOf(rehearsal: { id: string }, viewer: number): string {
  return `${visitorPrefix(rehearsal)}${viewer}`;
}

/** Through whom a viewer comes. */
export function standInOf({ rehearsal }: Scene, viewer: number): RehearsalRow['standIns'][number] {
  const { standIns } = rehearsal;
  const standIn = standIns[viewer % standIns.length];
  invariant(standIn, 'a scene has somebody who stands in');
  return standIn;
}

/** The handle by which the page of a viewer names the creator. */
export function handleOf(scene: Scene, viewer: number): string | undefined {
  return scene.drop.creators[viewer % scene.drop.creators.length]?.handle;
}

/** What a viewer claims: one unit, delivered as the drop allows. */
export function wishOf({ drop }: Scene, viewer: number) {
  const item = drop.items[Math.floor(viewer / 3) % drop.items.length];
  invariant(item, 'a published drop has articles');
  const place = drop.canShip
    ? null
    : drop.pickUpPlaces.find(({ stockedSkuIds }) => stockedSkuIds.includes(item.skuId));
  return {
    items: [{ skuId: item.skuId, quantity: 1 }],
    ...(place && { delivery: { kind: 'pick_up' as const, locationId: place.id } }),
    ...(drop.noteLabel && { note: 'Rehearsal' }),
  };
}
