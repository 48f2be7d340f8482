import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import { hashSecret } from '../popups/hash-secret.ts';
import { pairCodeMeant } from '../popups/rules/pair-code.ts';
import type { DockView } from '../protocol/dock.ts';
import { approveByCode } from './docks.store.ts';
import { listDocks } from './list-docks.ts';

/** Makes the dock that shows this code the creator's own, once. */
export async function approveDock(
  hub: Hub,
  creatorId: string,
  { code, name }: { code: string; name: string },
): Promise<DockView[]> {
  const isApproved = await approveByCode(hub.db, {
    codeHash: hashSecret(pairCodeMeant(code)),
    now: hub.clock.now(),
    creatorId,
    name,
  });
  if (!isApproved) throw new Problem('dock_code_unknown');
  return listDocks(hub, creatorId);
}
