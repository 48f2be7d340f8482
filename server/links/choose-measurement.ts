import { inTransaction } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { markRefused } from './clicks.store.ts';
import { dropRefusal, noteRefusal } from './refusals.store.ts';

/**
 * A visitor refuses to be measured, or allows it again: all clicks of their browser bring nobody a
 * customer from then on (or do again). Who was acquired before stays so. Only the visitor's own cookie
 * says whose clicks those are: a click's text is read by others, a brand's shop for instance. A click
 * that is still on its way to the disk is marked when it is there (`markLateClicks`).
 */
export async function chooseMeasurement(
  { db, clock }: Pick<Hub, 'db' | 'clock'>,
  given: { visitorId: string; isRefused: boolean },
): Promise<void> {
  const { visitorId, isRefused } = given;
  await inTransaction(db, async (tx) => {
    if (isRefused) await noteRefusal(tx, { visitorId, at: clock.now() });
    else await dropRefusal(tx, visitorId);
    await markRefused(tx, given);
  });
}
