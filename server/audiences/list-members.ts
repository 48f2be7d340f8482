import type { Hub } from '../platform/hub.ts';
import type { AudienceMembers } from '../protocol/audiences.ts';
import { findMembers } from './audiences.store.ts';
import { type AudienceOfBrand, readAudience } from './read-audience.ts';

const PAGE_SIZE = 500;

/** Members of an audience in alphabetical order, page by page. */
export async function listMembers(
  { db }: Pick<Hub, 'db'>,
  {
    search,
    after = '',
    ...which
  }: AudienceOfBrand & { search: string; after?: string | undefined },
): Promise<AudienceMembers> {
  const { id } = await readAudience(db, which);
  const found = await findMembers(db, id, { search, after, take: PAGE_SIZE + 1 });
  const page = found.slice(0, PAGE_SIZE);
  return {
    members: page.map(({ emailKey, addedAt }) => ({ email: emailKey, addedAt: addedAt.getTime() })),
    next: found.length > PAGE_SIZE ? (page.at(-1)?.emailKey ?? null) : null,
  };
}
