import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import type { LinkView } from '../protocol/links.ts';
import { createLink } from './create-link.ts';
import { findCreatorOfContract, findLinkBySlug, listCreatorsOfBrand } from './links.store.ts';
import { readLink, readLinksOfCreator } from './read-links.ts';

/** All links of a brand's contracts, newest first. */
export async function listLinksOfBrand(hub: Hub, brandId: string): Promise<LinkView[]> {
  const pairs = await listCreatorsOfBrand(hub.db, brandId);
  const own = new Set(pairs.map(({ contractId }) => contractId));
  const creatorIds = new Set(pairs.map(({ creatorId }) => creatorId));
  const links = await Promise.all([...creatorIds].map((one) => readLinksOfCreator(hub, one)));
  return links
    .flat()
    .filter(({ contractId }) => own.has(contractId))
    .sort((a, b) => (a.id < b.id ? 1 : -1));
}

/**
 * Makes a link for the creator of one of the brand's contracts. The name is the key: asking again with
 * the same name, contract and drop gives the same link, so that a lost answer can be asked for again.
 */
export async function createLinkForBrand(
  hub: Hub,
  brandId: string,
  link: { contractId: string; slug: string; label: string; dropId?: string | undefined },
): Promise<LinkView> {
  const creator = await findCreatorOfContract(hub.db, { brandId, contractId: link.contractId });
  if (!creator) throw new Problem('not_found');
  const known = await findLinkBySlug(hub.db, link.slug);
  if (!known) return createLink(hub, creator, link);
  const isSame = known.contractId === link.contractId && known.dropId === (link.dropId ?? null);
  if (!isSame) throw new Problem('link_slug_taken');
  return readLink(hub, { creatorId: creator.id, linkId: known.id });
}
