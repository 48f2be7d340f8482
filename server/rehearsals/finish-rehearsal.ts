import { endDrop } from '../drops/end-drop.ts';
import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import { type RehearsalRow, saveSummary } from './rehearsals.store.ts';
import { forgetScene } from './scene.ts';
import { KEPT_MS } from './start-rehearsal.ts';
import { summarise } from './summarise.ts';

/** Ends a rehearsal and writes down how it went, once. What it needed stays for a while, then it goes. */
export async function finishRehearsal(hub: Hub, rehearsal: RehearsalRow): Promise<void> {
  const { id, standInId: brandId, copyId: dropId, stoppedAt, removeAt } = rehearsal;
  if (brandId && dropId) {
    await endDrop(hub, { brandId, dropId }).catch((error: unknown) => {
      if (!(error instanceof Problem)) throw error;
    });
  }
  const at = hub.clock.now();
  const summary = JSON.stringify(await summarise(hub, rehearsal));
  // One that broke off before it had a drop has nothing to look at; one that was removed by hand goes now.
  const isWanted = dropId !== null && removeAt > at;
  const keptUntil = stoppedAt ? removeAt : new Date(at.getTime() + KEPT_MS);
  await saveSummary(hub.db, id, { summary, at, removeAt: isWanted ? keptUntil : at });
  forgetScene(hub, id);
}
