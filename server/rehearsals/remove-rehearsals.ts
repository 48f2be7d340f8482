import { closePayment } from '../checkout/close-lapsed-payments.ts';
import { inTransaction, type Tx } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { invariant } from '../platform/invariant.ts';
import { forgetBrands } from '../reports/forget-brands.ts';
import { hasBrand } from './facts.store.ts';
import {
  deleteRehearsal,
  findUnremoved,
  markRemoved,
  type RehearsalRow,
} from './rehearsals.store.ts';
import {
  deleteSomeClaims,
  deleteSomeCustomers,
  deleteSomeMoney,
  deleteSomeOrders,
  deleteStage,
  findPayingClaims,
  hasMoney,
  isStage,
  type Scope,
} from './removal.store.ts';

/** More than any rehearsal needs: a step that deletes nothing must not go on for ever. */
const MOST_ROUNDS = 10_000;

/** Money points at everything else, so it goes first. */
const STEPS: ((tx: Tx, scope: Scope) => Promise<boolean>)[] = [
  deleteSomeMoney,
  deleteSomeOrders,
  deleteSomeCustomers,
  deleteSomeClaims,
];

/**
 * Removes what rehearsals needed, once it is time: everything but the summary of each. Also of one
 * whose brand is gone meanwhile, of which nothing at all stays.
 */
export async function removeRehearsals(hub: Hub): Promise<void> {
  for (const rehearsal of await findUnremoved(hub.db)) {
    await removeDue(hub, rehearsal).catch((error: unknown) => {
      const { id: rehearsalId } = rehearsal;
      hub.log.error({ err: error, rehearsalId }, 'a rehearsal could not be removed');
    });
  }
}

async function removeDue(hub: Hub, rehearsal: RehearsalRow): Promise<void> {
  const isOrphan = !(await hasBrand(hub.db, rehearsal.brandId));
  const isDue = rehearsal.finishedAt !== null && rehearsal.removeAt <= hub.clock.now();
  if (isDue || isOrphan) await removeRehearsal(hub, rehearsal);
  if (isOrphan) await deleteRehearsal(hub.db, rehearsal.id);
}

/** In small steps, each with its own commit: what breaks off is gone on with at the next run. */
async function removeRehearsal(hub: Hub, { id, standInId, standIns }: RehearsalRow): Promise<void> {
  const scope: Scope = {
    brandId: standInId ?? '',
    creatorIds: standIns.map((one) => one.id),
    userIds: standIns.map(({ userId }) => userId),
  };
  invariant(await isStage(hub.db, scope), 'a rehearsal names only what stands in');
  for (const claimId of await findPayingClaims(hub.db, scope.brandId)) {
    await closePayment(hub, claimId).catch((error: unknown) =>
      hub.log.warn({ err: error, claimId }, 'a payment page of a rehearsal could not be closed'),
    );
  }
  let isGone = false;
  for (let rounds = 0; !isGone; ) {
    for (const step of STEPS) {
      while (await inTransaction(hub.db, (tx) => step(tx, scope))) {
        rounds += 1;
        invariant(rounds < MOST_ROUNDS, 'the removal of a rehearsal comes to an end');
      }
    }
    rounds += 1;
    isGone = await removeStage(hub, id, scope);
  }
  hub.log.info({ rehearsalId: id }, 'a rehearsal was removed; its summary stays');
}

/**
 * False when something was booked since its money went: without its brand nothing would ever find that
 * again. It is looked at before, and after the brand is deleted, because that waits for a booking that is
 * under way and refuses every later one.
 */
async function removeStage(hub: Hub, rehearsalId: string, scope: Scope): Promise<boolean> {
  try {
    return await inTransaction(hub.db, async (tx) => {
      if (await hasMoney(tx, scope)) return false;
      await deleteStage(tx, scope);
      if (await hasMoney(tx, scope)) throw new BookedMeanwhile();
      await forgetBrands(tx, [scope.brandId]);
      await markRemoved(tx, rehearsalId, hub.clock.now());
      return true;
    });
  } catch (error) {
    if (error instanceof BookedMeanwhile) return false;
    throw error;
  }
}

/** Takes the whole step back. */
class BookedMeanwhile extends Error {}
