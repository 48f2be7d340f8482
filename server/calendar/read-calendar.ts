import { createHash } from 'node:crypto';
import type { Hub } from '../platform/hub.ts';
import { newSecret } from '../platform/ids.ts';
import { Problem } from '../platform/problem.ts';
import {
  type CalendarDrop,
  findAnnouncedDrop,
  listDropsOfBrandFrom,
  listDropsOfFeed,
  saveFeed,
} from './calendar.store.ts';
import { type CalendarEvent, writeCalendar } from './rules/write-calendar.ts';

/** Drops that ended longer ago are left out. */
const BACK_MS = 30 * 86_400_000;

/** A brand's announced drops as a public calendar. */
export async function readBrandCalendar(hub: Hub, slug: string): Promise<string> {
  const found = await listDropsOfBrandFrom(hub.db, slug, from(hub));
  if (!found) throw new Problem('not_found');
  return writeCalendar(found.name, eventsOf(hub, found.drops));
}

/** The drops that a creator takes part in, for whoever has the secret address. */
export async function readCreatorCalendar(hub: Hub, token: string): Promise<string> {
  const found = await listDropsOfFeed(hub.db, hashOf(token), from(hub));
  if (!found) throw new Problem('not_found');
  return writeCalendar(found.name, eventsOf(hub, found.drops));
}

/** One drop, to be added to a calendar, which rings ten minutes before it opens. */
export async function readDropCalendar(hub: Hub, slug: string): Promise<string> {
  const drop = await findAnnouncedDrop(hub.db, slug);
  if (!drop) throw new Problem('not_found');
  return writeCalendar(drop.title, eventsOf(hub, [drop]), { remindMinutesBefore: 10 });
}

/** Makes a creator's secret address anew: shown this once, and the one before is worthless. */
export async function renewCreatorCalendar(hub: Hub, creatorId: string): Promise<{ url: string }> {
  const token = newSecret(192);
  await saveFeed(hub.db, { creatorId, hash: hashOf(token), createdAt: hub.clock.now() });
  return { url: `${hub.publicUrl}/calendar/feeds/${token}.ics` };
}

function from({ clock }: Hub): Date {
  return new Date(clock.now().getTime() - BACK_MS);
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** What the public log has of a drop is what changed of it: its length is the sequence. */
function eventsOf({ publicUrl }: Hub, drops: readonly CalendarDrop[]): CalendarEvent[] {
  const host = new URL(publicUrl).host;
  return drops.map((drop) => ({
    uid: `drop-${drop.id}@${host}`,
    sequence: drop.log.length,
    changedAt: drop.log.at(-1)?.at ?? drop.publishedAt ?? drop.startsAt,
    startsAt: drop.startsAt,
    endsAt: drop.endedAt && drop.endedAt > drop.startsAt ? drop.endedAt : drop.endsAt,
    title: `${drop.title} · ${drop.brand.name}`,
    text: drop.description,
    url: `${publicUrl}/d/${drop.slug}`,
  }));
}
