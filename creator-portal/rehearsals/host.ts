import type { RehearseInput } from '../../server/protocol/rehearsals.schema.ts';
import type { RehearsalLine, RehearsalView } from '../../server/protocol/rehearsals.ts';
import { hubClient } from '../hub/client.ts';

/** Whoever rehearses: a brand with all creators of a drop, or a creator alone. */
export type Host = {
  /** The brand's name in addresses; null: the creator's own workspace. */
  slug: string | null;
  mayStart: boolean;
  start(input: RehearseInput): Promise<{ id: string }>;
  list(dropId: string): Promise<RehearsalLine[]>;
  get(rehearsalId: string): Promise<RehearsalView>;
  stop(rehearsalId: string): Promise<unknown>;
  remove(rehearsalId: string): Promise<unknown>;
};

const { rehearsals } = hubClient;

export const creatorHost: Host = {
  slug: null,
  mayStart: true,
  start: (input) => rehearsals.startMine.mutate(input),
  list: (dropId) => rehearsals.listMine.query({ dropId }),
  get: (rehearsalId) => rehearsals.getMine.query({ rehearsalId }),
  stop: (rehearsalId) => rehearsals.stopMine.mutate({ rehearsalId }),
  remove: (rehearsalId) => rehearsals.removeMine.mutate({ rehearsalId }),
};

export function brandHost({
  id: brandId,
  slug,
  role,
}: Record<'id' | 'slug' | 'role', string>): Host {
  return {
    slug,
    mayStart: role !== 'viewer',
    start: (input) => rehearsals.start.mutate({ brandId, ...input }),
    list: (dropId) => rehearsals.list.query({ brandId, dropId }),
    get: (rehearsalId) => rehearsals.get.query({ brandId, rehearsalId }),
    stop: (rehearsalId) => rehearsals.stop.mutate({ brandId, rehearsalId }),
    remove: (rehearsalId) => rehearsals.remove.mutate({ brandId, rehearsalId }),
  };
}

/** The page of a rehearsal, and the page where a drop is rehearsed, in this host's workspace. */
export function placesOf({ slug }: Host) {
  const base = slug === null ? '/creator' : `/brands/${slug}`;
  return {
    rehearsal: (id: string) => `${base}/rehearsals/${id}`,
    rehearse: (dropId: string) => `${base}/drops/${dropId}/rehearse`,
  };
}
