import type { HostView } from '../protocol/links.ts';
import type { BrandHostRow } from './hosts.store.ts';
import { proofPlaces } from './rules/host-name.ts';

/** A host as its brand sees it, with what it has to publish where. */
export function presentHost(row: BrandHostRow): HostView {
  return {
    id: row.id,
    host: row.host,
    proof: proofPlaces(row.host, row.token),
    verifiedAt: row.verifiedAt?.getTime() ?? null,
    method: row.method === 'dns' || row.method === 'file' ? row.method : null,
    checkedAt: row.checkedAt?.getTime() ?? null,
    problem: row.problem,
  };
}
