import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import type { ResolveIncidentInput } from '../protocol/popups.schema.ts';
import { settleIncident } from './incidents.store.ts';

/** Says once what was done about an incident. It changes no stock and no money: a person did. */
export async function resolveIncident(
  hub: Hub,
  { brandId, incidentId, resolution }: ResolveIncidentInput,
  resolvedBy: string,
): Promise<{ incidentId: string }> {
  const settled = { resolvedAt: hub.clock.now(), resolvedBy, resolution };
  const isDone = await settleIncident(hub.db, { brandId, incidentId }, settled);
  if (!isDone) throw new Problem('not_found');
  return { incidentId };
}
