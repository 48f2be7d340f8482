import { randomBytes } from 'node:crypto';
import type { Hub } from '../platform/hub.ts';
import { newId } from '../platform/ids.ts';
import { hashSecret } from '../popups/hash-secret.ts';
import { pairCode, pairCodeMeant } from '../popups/rules/pair-code.ts';
import type { NewDock } from '../protocol/dock.ts';
import { insertDock } from './docks.store.ts';

const CODE_MS = 10 * 60_000;

/**
 * Gives a browser that nobody knows a key and a code to show. The key is worth nothing until a creator
 * takes the code in, so nothing secret has to travel afterwards.
 */
export async function startDock(hub: Pick<Hub, 'db' | 'clock'>): Promise<NewDock> {
  const now = hub.clock.now();
  const key = newDockKey();
  const code = pairCode(randomBytes(8));
  const codeUntil = new Date(now.getTime() + CODE_MS);
  await insertDock(hub.db, {
    id: newId(now),
    keyHash: hashSecret(key),
    codeHash: hashSecret(pairCodeMeant(code)),
    codeUntil,
    createdAt: now,
  });
  return { key, code, codeUntil: codeUntil.getTime() };
}

export function newDockKey(): string {
  return randomBytes(32).toString('base64url');
}
