import type { AudienceView } from '../protocol/audiences.ts';

/** An audience as its brand sees it. */
export function presentAudience(row: {
  id: string;
  name: string;
  createdAt: Date;
  archivedAt: Date | null;
  _count: { members: number };
}): AudienceView {
  return {
    id: row.id,
    name: row.name,
    members: row._count.members,
    createdAt: row.createdAt.getTime(),
    archivedAt: row.archivedAt?.getTime() ?? null,
  };
}
