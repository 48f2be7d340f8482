import { listTouches } from '../links/list-touches.ts';
import { normaliseEmail } from '../mail/rules/normalise-email.ts';
import type { Reader } from '../platform/db.ts';
import { invariant } from '../platform/invariant.ts';
import { listClaims, type OrderWithHistory, readContracts } from './attribution.store.ts';
import type { Touch } from './rules/judge-touches.ts';

export type KnownContracts = Awaited<ReturnType<typeof readContracts>>;

/**
 * Every touch of this customer with the brand up to this order, and the contracts that they belong
 * to. A customer's visitors are those of all of the customer's orders; a click that an order or a
 * claim names counts even when its visitor cookie was lost.
 */
export async function gatherTouches(
  db: Reader,
  order: OrderWithHistory,
): Promise<{ touches: Touch[]; contracts: KnownContracts }> {
  const { brandId, capturedAt: until, customer } = order;
  const visitorIds = distinct(customer.orders.map(({ visitorId }) => visitorId));
  const claims = await listClaims(db, { brandId, visitorIds, until });
  const clickIds = distinct([...customer.orders, ...claims].map(({ clickId }) => clickId));
  const clicks = await listTouches(db, { brandId, visitorIds, clickIds, until });
  const contractIds = [...clicks, ...claims, order].map(({ contractId }) => contractId);
  const contracts = await readContracts(db, distinct(contractIds));
  const touches = [
    ...clicks.map((click) =>
      touchOf(contracts, {
        ...click,
        kind: 'click' as const,
        id: click.clickId,
        link: { id: click.linkId, slug: click.linkSlug },
      }),
    ),
    ...claims.map((claim) =>
      touchOf(contracts, { ...claim, kind: 'claim' as const, at: claim.heldAt, link: null }),
    ),
  ];
  return { touches, contracts };
}

function touchOf(
  contracts: KnownContracts,
  seen: Pick<Touch, 'kind' | 'id' | 'at' | 'contractId' | 'link'> & {
    contractVersionId: string | null;
  },
): Touch {
  const contract = contracts.get(seen.contractId);
  invariant(contract, `contract ${seen.contractId} of a touch does not exist`);
  const terms = seen.contractVersionId && contract.terms.get(seen.contractVersionId);
  return {
    kind: seen.kind,
    id: seen.id,
    at: seen.at,
    contractId: seen.contractId,
    version:
      seen.contractVersionId && terms
        ? { id: seen.contractVersionId, windowDays: terms.attributionWindowDays }
        : null,
    contractEndedAt: contract.endedAt,
    creatorName: contract.creatorName,
    creatorEmailKey: contract.creatorEmail && normaliseEmail(contract.creatorEmail),
    link: seen.link,
  };
}

function distinct(ids: readonly (string | null)[]): string[] {
  return [...new Set(ids.filter((id) => id !== null))];
}
