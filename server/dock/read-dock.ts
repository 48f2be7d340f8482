import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import { hashSecret } from '../popups/hash-secret.ts';
import type { DockStanding } from '../protocol/dock.ts';
import { findDockByKey } from './docks.store.ts';
import { signedOutAt } from './rules/dock-life.ts';

/** A dock that showed its key. */
export type Dock = { id: string; name: string; creatorId: string; creatorName: string };

/** The dock of this key. Throws `dock_unknown` for one that waits, was signed out, or never was. */
export async function readDock(
  { db, clock }: Pick<Hub, 'db' | 'clock'>,
  key: string,
): Promise<Dock> {
  const row = await findDockByKey(db, hashSecret(key));
  if (!row?.creatorId || signedOutAt(row, clock.now())) throw new Problem('dock_unknown');
  const { id, name, creatorId, creator } = row;
  return { id, name, creatorId, creatorName: creator?.displayName ?? '' };
}

/** Where the dock of a key stands, for the page that shows its code. */
export async function readStanding(
  { db, clock }: Pick<Hub, 'db' | 'clock'>,
  key: string,
): Promise<DockStanding> {
  const row = await findDockByKey(db, hashSecret(key));
  if (!row) return { state: 'gone', why: 'unknown' };
  const { name, creator, codeUntil, revokedAt } = row;
  if (revokedAt) return { state: 'gone', why: 'revoked' };
  const now = clock.now();
  const isOver = creator ? signedOutAt(row, now) !== null : codeUntil === null || codeUntil <= now;
  if (isOver) return { state: 'gone', why: 'expired' };
  return creator
    ? { state: 'ready', name, creatorName: creator.displayName }
    : { state: 'waiting' };
}
