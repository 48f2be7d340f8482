import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import { isUniqueConflict } from '../platform/unique-conflict.ts';
import type { CreatorView } from '../protocol/accounts.ts';
import { findCreatorOfUser, insertCreator } from './accounts.store.ts';
import { presentCreator } from './present-accounts.ts';
import { avatarHue } from './rules/avatar-hue.ts';

/** Gives a person a creator profile. Throws `already_creator` and `handle_taken`. */
export async function becomeCreator(
  hub: Hub,
  given: { userId: string; handle: string; displayName: string; timeZone: string },
): Promise<CreatorView> {
  if (await findCreatorOfUser(hub.db, given.userId)) throw new Problem('already_creator');
  try {
    const creator = await insertCreator(hub.db, {
      ...given,
      avatarHue: avatarHue(given.handle),
      at: hub.clock.now(),
    });
    return presentCreator(creator);
  } catch (error) {
    if (!isUniqueConflict(error)) throw error;
    const isMine = await findCreatorOfUser(hub.db, given.userId);
    throw new Problem(isMine ? 'already_creator' : 'handle_taken');
  }
}
