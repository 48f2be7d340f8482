import { timingSafeEqual } from 'node:crypto';
import { inTransaction } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import type { MoveRemindersInput } from '../protocol/push.schema.ts';
import { checkSubscription } from './check-subscription.ts';
import { listRemindersOfBrowser, moveReminder } from './push.store.ts';
import { hashEndpoint, sealTarget } from './push-target.ts';
import { readTarget } from './read-target.ts';

/**
 * Follows a browser to its new push address with all that it asked for, sent or not. The old address
 * alone proves nothing, because push services and logs see it: the secret that only the browser and
 * the hub know (`auth`) must come with it. Answers nothing about what was found. Throws
 * `url_not_public` and `bad_input`.
 */
export async function moveReminders(hub: Hub, { from, to }: MoveRemindersInput): Promise<void> {
  checkSubscription(hub, to);
  const endpointHash = hashEndpoint(to.endpoint);
  for (const row of await listRemindersOfBrowser(hub.db, hashEndpoint(from.endpoint))) {
    const target = readTarget(hub, row);
    if (target === null || !isSame(target.keys.auth, from.auth)) continue;
    const moved = sealTarget(hub.keyring, { ...to, click: target.click });
    await inTransaction(hub.db, (tx) => moveReminder(tx, row, { endpointHash, target: moved }));
  }
}

function isSame(kept: string, given: string): boolean {
  const [a, b] = [Buffer.from(kept), Buffer.from(given)];
  return a.length === b.length && timingSafeEqual(a, b);
}
