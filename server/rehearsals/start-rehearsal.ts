import { randomInt } from 'node:crypto';
import { readDrop } from '../drops/read-drop.ts';
import type { Hub } from '../platform/hub.ts';
import { newId } from '../platform/ids.ts';
import type { RehearseInput } from '../protocol/rehearsals.schema.ts';
import type { RehearsalMood } from '../protocol/rehearsals.ts';
import { makeCopy } from './make-copy.ts';

/** The row of a rehearsal as it begins. */
export type NewRehearsal = {
  id: string;
  brandId: string;
  dropId: string;
  title: string;
  creatorId: string | null;
  startedBy: string;
  size: number;
  mood: RehearsalMood;
  minutes: number;
  seed: number;
  createdAt: Date;
  startsAt: Date;
  endsAt: Date;
  removeAt: Date;
};

/** Kept this long after its end, for whoever wants to look again. */
export const KEPT_MS = 10 * 60_000;

/**
 * Starts a rehearsal of a drop in any phase: a copy with stock of its own, which begins in seconds and
 * is marked everywhere. The audience comes by itself (`play-rehearsals.ts`). One at a time for each
 * creator and each brand. Throws `rehearsal_running`, `too_many_requests`, `rehearsal_without_creator`
 * and `drop_incomplete`.
 */
export async function startRehearsal(
  hub: Hub,
  who: { brandId: string; creatorId: string | null; userId: string },
  { dropId, size, mood, leadSeconds, minutes }: RehearseInput,
): Promise<{ id: string }> {
  const { brandId, creatorId, userId: startedBy } = who;
  const drop = await readDrop(hub, { brandId, dropId });
  const createdAt = hub.clock.now();
  const startsAt = new Date(createdAt.getTime() + leadSeconds * 1000);
  const endsAt = new Date(startsAt.getTime() + minutes * 60_000);
  const removeAt = new Date(endsAt.getTime() + KEPT_MS);
  const id = newId(createdAt);
  const { title } = drop;
  const chosen = { size, mood, minutes, seed: randomInt(2 ** 31) };
  const times = { createdAt, startsAt, endsAt, removeAt };
  const row = { id, brandId, dropId, title, creatorId, startedBy };
  await makeCopy(hub, { ...row, ...chosen, ...times }, drop);
  return { id };
}
