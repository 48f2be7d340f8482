import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import type { LinkView } from '../protocol/links.ts';
import {
  countByLink,
  findLinkOfCreator,
  type LinkCounts,
  type LinkRow,
  listDropTitles,
  listLinksOfCreator,
} from './links.store.ts';
import { linkState } from './rules/link-state.ts';

/** A creator's links, newest first, with what came by each. */
export async function readLinksOfCreator(hub: Hub, creatorId: string): Promise<LinkView[]> {
  return present(hub, creatorId, await listLinksOfCreator(hub.db, creatorId));
}

/** One link of a creator. Throws `not_found` for anybody else's. */
export async function readLink(
  hub: Hub,
  given: { creatorId: string; linkId: string },
): Promise<LinkView> {
  const row = await findLinkOfCreator(hub.db, given);
  const [view] = row ? await present(hub, given.creatorId, [row]) : [];
  if (!view) throw new Problem('not_found');
  return view;
}

async function present(hub: Hub, creatorId: string, rows: LinkRow[]): Promise<LinkView[]> {
  const dropIds = rows.flatMap(({ dropId }) => dropId ?? []);
  const [counts, titles] = await Promise.all([
    countByLink(hub.db, creatorId),
    listDropTitles(hub.db, dropIds),
  ]);
  return rows.map((row) => presentOne(hub, row, { counts, titles }));
}

function presentOne(
  { publicUrl }: Hub,
  row: LinkRow,
  { counts, titles }: { counts: LinkCounts; titles: Map<string, string> },
): LinkView {
  return {
    id: row.id,
    contractId: row.contractId,
    brandName: row.contract.brand.name,
    slug: row.slug,
    url: `${publicUrl}/r/${row.slug}`,
    spokenCode: row.spokenCode,
    label: row.label,
    dropId: row.dropId,
    dropTitle: row.dropId ? (titles.get(row.dropId) ?? null) : null,
    destination: row.destination,
    state: linkState(row),
    createdAt: row.createdAt.getTime(),
    visits: counts.visits.get(row.id) ?? 0,
    claims: counts.claims.get(row.id) ?? 0,
    orders: counts.orders.get(row.id) ?? 0,
    qrSvgUrl: `/qr/${row.slug}.svg`,
    qrPngUrl: `/qr/${row.slug}.png`,
  };
}
