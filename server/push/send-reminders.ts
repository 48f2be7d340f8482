import { readDropState } from '../drops/read-drop-state.ts';
import type { Hub } from '../platform/hub.ts';
import { dropPhase } from '../protocol/drops.ts';
import type { ReminderKind } from '../protocol/push.ts';
import { postMessage } from './post-message.ts';
import {
  type DueReminder,
  deleteReminder,
  leaseReminder,
  listDropsToRemind,
  listDueReminders,
  type RemindedDrop,
  setNextTry,
} from './push.store.ts';
import { readTarget } from './read-target.ts';
import { afterTry } from './rules/after-try.ts';
import { writeReminder } from './rules/write-reminder.ts';

/** Longer than a try can take, so that nobody else begins it meanwhile. */
const LEASE_MS = 60_000;
const AT_ONCE = 32;
const PER_ROUND = 512;
/** Whoever is told of one unit that came back should have a chance to get it. */
const TOLD_PER_UNIT = 20;

/**
 * Tells every browser that asked, once, when something can be claimed: at the opening, after a pause,
 * when units came back. Each is leased before it is tried, so that nodes side by side send it once;
 * when a node dies in the middle of a try, a second message takes the place of the first.
 */
export async function sendReminders(hub: Hub): Promise<void> {
  // Side by side, so that no drop waits for the push services of another one's viewers.
  const drops = await listDropsToRemind(hub.db, hub.clock.now());
  await Promise.all(
    drops.map((drop) =>
      remind(hub, drop).catch((error: unknown) =>
        hub.log.error({ err: error, dropId: drop.id }, 'reminders of a drop were not sent'),
      ),
    ),
  );
}

async function remind(hub: Hub, drop: RemindedDrop): Promise<void> {
  const now = hub.clock.now();
  const state = await readDropState(hub, drop.id);
  if (!state || dropPhase(state.facts, now.getTime()) !== 'live') return;
  const take = Math.min(PER_ROUND, state.stock.available * TOLD_PER_UNIT);
  const due = await listDueReminders(hub.db, { dropId: drop.id, now, take });
  const hands = Array.from({ length: Math.min(AT_ONCE, due.length) }, async () => {
    for (let next = due.shift(); next; next = due.shift()) await tryOnce(hub, drop, next);
  });
  await Promise.all(hands);
}

async function tryOnce(hub: Hub, drop: RemindedDrop, due: DueReminder): Promise<void> {
  const leaseUntil = new Date(hub.clock.now().getTime() + LEASE_MS);
  if (!(await leaseReminder(hub.db, due, leaseUntil))) return;
  const target = readTarget(hub, due);
  if (!target) return deleteReminder(hub.db, due);
  const message = writeReminder(
    { ...drop, brandName: drop.brand.name },
    { kind: due.kind as ReminderKind, click: target.click },
  );
  const status = await postMessage(hub, target, { message, trueUntil: drop.endsAt });
  const after = afterTry(status, { attempts: due.attempts, now: hub.clock.now() });
  if (after.kind === 'gone') await deleteReminder(hub.db, due);
  else await setNextTry(hub.db, due.id, after.kind === 'sent' ? null : after.at);
}
