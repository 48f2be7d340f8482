import { readClick } from '../links/read-click.ts';
import type { Hub } from '../platform/hub.ts';
import { newId } from '../platform/ids.ts';
import { Problem } from '../platform/problem.ts';
import type { AskReminderInput } from '../protocol/push.schema.ts';
import { checkSubscription } from './check-subscription.ts';
import { findDropOfReminder, saveReminder } from './push.store.ts';
import { hashEndpoint, sealTarget } from './push-target.ts';

/**
 * A browser asks to be told once about a drop. Throws `not_found`, `drop_over`, `url_not_public` and
 * `bad_input`.
 */
export async function askReminder(hub: Hub, input: AskReminderInput): Promise<void> {
  const { dropSlug, kind, endpoint, keys, click } = input;
  const drop = await findDropOfReminder(hub.db, dropSlug.toLowerCase());
  if (!drop) throw new Problem('not_found');
  const now = hub.clock.now();
  if (drop.endedAt || drop.endsAt <= now) throw new Problem('drop_over');
  checkSubscription(hub, { endpoint, keys });
  const target = { endpoint, keys, click: click && readClick(hub, click) ? click : null };
  await saveReminder(hub.db, {
    id: newId(now),
    dropId: drop.id,
    kind,
    endpointHash: hashEndpoint(endpoint),
    target: sealTarget(hub.keyring, target),
    createdAt: now,
  });
}
