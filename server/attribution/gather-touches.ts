import { isDevice } from '../claims/rules/device-visitor.ts';
import { endBehind } from '../contracts/rules/version-in-force.ts';
import { listTouches } from '../links/list-touches.ts';
import { normaliseEmail } from '../mail/rules/normalise-email.ts';
import type { Reader } from '../platform/db.ts';
import { invariant } from '../platform/invariant.ts';
import { listVisitorsOf } from '../proofs/list-visitors.ts';
import { listClaims, listLeads, readContracts } from './attribution.store.ts';
import type { CustomerHistory } from './history.store.ts';
import type { Touch } from './rules/judge-touches.ts';

export type KnownContracts = Awaited<ReturnType<typeof readContracts>>;

/**
 * Every touch of this customer with the brand up to a moment, and the contracts that they and the
 * orders belong to. A customer's visitors are those of all of their orders, and those that have proven
 * one of their addresses, on whatever device, or that the shop told of in a lead; a click that an order,
 * a claim or a lead names counts even when its visitor cookie was lost. The device of a
 * counter is nobody's visitor: of all that was claimed on it, only the order's own claim is a touch.
 */
export async function gatherTouches(
  db: Reader,
  customer: CustomerHistory,
  until: Date,
): Promise<{ touches: Touch[]; contracts: KnownContracts }> {
  const { brandId, orders, keys } = customer;
  const addresses = keys.flatMap(({ kind, value }) => (kind === 'email' ? [value] : []));
  const proven = await listVisitorsOf(db, addresses);
  const leads = await listLeads(db, customer.id);
  const seen = [...orders, ...leads].map(({ visitorId }) => visitorId);
  const visitorIds = distinct([...seen, ...proven]).filter((id) => !isDevice(id));
  const claimIds = distinct(orders.map(({ claimId }) => claimId));
  const claims = await listClaims(db, { brandId, visitorIds, claimIds, until });
  const clickIds = distinct([...orders, ...claims, ...leads].map(({ clickId }) => clickId));
  const clicks = await listTouches(db, { brandId, visitorIds, clickIds, until });
  const contractIds = [...clicks, ...claims, ...orders].map(({ contractId }) => contractId);
  const ofCodes = orders.map(({ codeContractId }) => codeContractId);
  const contracts = await readContracts(db, distinct([...contractIds, ...ofCodes]));
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
      touchOf(contracts, {
        ...claim,
        ...{ kind: 'claim' as const, at: claim.heldAt, link: null, isRefused: false },
      }),
    ),
  ];
  return { touches, contracts };
}

/** By which a creator would be known as a customer. */
export function keysOfCreator({
  creatorEmail,
  creatorUserId,
}: {
  creatorEmail: string | null;
  creatorUserId: string | null;
}): string[] {
  return [
    ...(creatorEmail ? [`email:${normaliseEmail(creatorEmail)}`] : []),
    ...(creatorUserId ? [`user:${creatorUserId}`] : []),
  ];
}

function touchOf(
  contracts: KnownContracts,
  seen: Pick<Touch, 'kind' | 'id' | 'at' | 'contractId' | 'link' | 'isRefused'> & {
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
    contractEndedAt: endBehind(contract, seen.at),
    creatorName: contract.creatorName,
    creatorKeys: keysOfCreator(contract),
    link: seen.link,
    isRefused: seen.isRefused,
  };
}

function distinct(ids: readonly (string | null)[]): string[] {
  return [...new Set(ids.filter((id) => id !== null))];
}
