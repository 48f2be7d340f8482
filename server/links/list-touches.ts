import type { Reader } from '../platform/db.ts';
import { listHumanClicks } from './clicks.store.ts';

/** A human click on one of a brand's links: what may turn out to be a first click. */
export type Touch = {
  clickId: string;
  linkId: string;
  linkSlug: string;
  contractId: string;
  /** Null: the contract was not active at that time. */
  contractVersionId: string | null;
  visitorId: string | null;
  at: Date;
  /** The visitor, or their browser, refused to be measured. */
  isRefused: boolean;
};

/**
 * Human and confirmed clicks of these visitors, or with these ids, on links of this brand's
 * contracts up to and including `until`; earliest first, and the smaller id first at the same time.
 */
export async function listTouches(
  db: Reader,
  given: { brandId: string; visitorIds: string[]; clickIds: string[]; until: Date },
): Promise<Touch[]> {
  const clicks = await listHumanClicks(db, given);
  return clicks.map(({ id, linkId, link, contractVersionId, visitorId, at, refusedBy }) => ({
    clickId: id,
    linkId,
    linkSlug: link.slug,
    contractId: link.contractId,
    contractVersionId,
    visitorId,
    at,
    isRefused: refusedBy !== null,
  }));
}
