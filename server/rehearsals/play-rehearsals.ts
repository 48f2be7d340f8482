import { countWaitingCommands } from '../claims/claim-batches.ts';
import type { Hub } from '../platform/hub.ts';
import { findOffers } from './facts.store.ts';
import { finishRehearsal } from './finish-rehearsal.ts';
import { payClaim, playAct } from './play-act.ts';
import { findUnremoved, type RehearsalRow, saveProgress } from './rehearsals.store.ts';
import { rehearsalState } from './rules/rehearsal-state.ts';
import { count, readTally, type Tally } from './rules/tally.ts';
import { type Scene, sceneOf, visitorPrefix } from './scene.ts';
import { watchOverlays } from './watch-overlays.ts';

/** Acts of all rehearsals together in one run; with four runs a second at most 48 a second. */
const ACTS_PER_RUN = 12;
/** While so many commands of anybody wait for their commit, the audience waits too. */
const CROWDED = 64;
/** Whoever held a unit at the end may still pay for it. */
const AFTER_MS = 5_000;

/**
 * Goes on with all rehearsals of this hub: plays what their audiences are due to do, and ends those
 * that are over. All of them share one pace, and stand still while real claims queue, so that no drop
 * waits for a rehearsal. How far each has come is kept, so that any node can go on at any time.
 */
export async function playRehearsals(hub: Hub): Promise<void> {
  let left = ACTS_PER_RUN;
  for (const rehearsal of await findUnremoved(hub.db)) {
    if (rehearsal.finishedAt) continue;
    left -= await playOne(hub, rehearsal, left).catch((error: unknown) => {
      const { id: rehearsalId } = rehearsal;
      hub.log.error({ err: error, rehearsalId }, 'a rehearsal could not go on');
      return 0;
    });
  }
}

/** One that throws must not keep the later ones from their turn. */
async function playOne(hub: Hub, rehearsal: RehearsalRow, most: number): Promise<number> {
  const now = hub.clock.now();
  const isOver = rehearsal.stoppedAt || now.getTime() >= rehearsal.endsAt.getTime() + AFTER_MS;
  if (!isOver) return goOn(hub, rehearsal, most);
  await finishRehearsal(hub, rehearsal);
  return 0;
}

/** Plays what is due of one rehearsal, as far as the pace allows; how many acts that were. */
async function goOn(hub: Hub, rehearsal: RehearsalRow, most: number): Promise<number> {
  const scene = await sceneOf(hub, rehearsal);
  if (!scene) return 0;
  const atMs = hub.clock.now().getTime() - rehearsal.startsAt.getTime();
  const tally = readTally(rehearsal.tally);
  const isCrowded = countWaitingCommands(hub.db) > CROWDED;
  const due = isCrowded ? [] : dueActs(scene, { atMs, most });
  await Promise.all(due.map(async (act) => count(tally, atMs, await playAct(scene, act))));
  await takeOffers(scene, { tally, atMs });
  await watchOverlays(scene, { tally, atMs });
  const playedActs = rehearsal.playedActs + due.length;
  await saveProgress(hub.db, rehearsal.id, { playedActs, tally: JSON.stringify(tally) });
  return due.length;
}

function dueActs({ rehearsal, acts }: Scene, { atMs, most }: { atMs: number; most: number }) {
  const next = acts.slice(rehearsal.playedActs, rehearsal.playedActs + Math.max(0, most));
  return next.filter((act) => act.atMs <= atMs);
}

/** Units that were offered to simulated viewers in a line are paid for. */
async function takeOffers(
  scene: Scene,
  { tally, atMs }: { tally: Tally; atMs: number },
): Promise<void> {
  const { hub, rehearsal, dropId } = scene;
  if (rehearsalState(rehearsal, hub.clock.now()) !== 'running') return;
  const prefix = visitorPrefix(rehearsal);
  for (const { id: claimId, visitorId } of await findOffers(hub.db, { dropId, prefix })) {
    const paying = payClaim(scene, { claimId, visitorId });
    await paying
      .then((result) => count(tally, atMs, result))
      .catch((error: unknown) => hub.log.warn({ err: error, claimId }, 'an offer was not taken'));
  }
}
