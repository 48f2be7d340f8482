import { versionInForce } from '../contracts/rules/version-in-force.ts';
import type { Exposure } from '../experiments/record-exposures.ts';
import { isHeldOut } from '../experiments/rules/assignment.ts';
import type { Hub } from '../platform/hub.ts';
import { newId } from '../platform/ids.ts';
import { CLICK_PARAMETER, type RawReason, type Refusal } from '../protocol/links.ts';
import type { LinkTarget, TargetDrop } from './link-target.store.ts';
import type { NetworkTrace } from './network-trace.ts';
import { newVisitor } from './new-visitor.ts';
import { signClick } from './read-click.ts';
import type { NewClick } from './record-click.ts';
import { chooseDrop } from './rules/choose-drop.ts';
import type { ClickFacts } from './rules/click-id.ts';
import { passedQuery } from './rules/passed-query.ts';
import { shopAddress } from './rules/shop-address.ts';
import type { VisitMemory } from './visit-memory.ts';

/** What a person's request tells, beside the link. */
export type Follower = {
  /** From the cookie; null: none yet. */
  visitorId: string | null;
  /** Who somebody without a cookie becomes; absent: somebody whom no cookie will name. */
  newVisitorId?: string;
  /** The link's query, without the question mark. */
  query: string;
  referrerHost: string | null;
  trace: NetworkTrace;
  at: Date;
  /** Who refused that they are measured; absent: nobody did. */
  refusedBy?: Refusal | null;
};

/** A human click, ready to be written down and signed, and where it leads (null: no drop yet). */
export type Followed = {
  click: NewClick;
  signedClick: string;
  visitorId: string;
  location: string | null;
};

/**
 * Makes the click of a person who follows a link: no query, only what is remembered. Whoever refuses
 * to be measured is somebody new at every click, by the hash of their address too, and has no part in
 * an experiment.
 */
export function followLink(
  { hub, visits }: { hub: Hub; visits: VisitMemory },
  target: LinkTarget,
  follower: Follower,
): Followed {
  const { at, refusedBy = null } = follower;
  const visitorId = follower.visitorId ?? follower.newVisitorId ?? newVisitor(at).id;
  const clickId = newId(at);
  const contractVersionId = versionInForce(target.contract, at)?.id ?? null;
  const startsVisit = visits.note({
    visitorId,
    linkId: target.linkId,
    atMs: at.getTime(),
    isNewVisitor: follower.visitorId === null,
  });
  const drop = target.destination ? null : chooseDrop(target, at);
  const click: NewClick = {
    id: clickId,
    linkId: target.linkId,
    contractVersionId,
    visitorId,
    at,
    verdict: 'human',
    rawReason: null,
    dropId: drop?.id ?? null,
    startsVisit,
    referrerHost: follower.referrerHost,
    networkPrefix: follower.trace.networkPrefix,
    networkHash: refusedBy === null ? follower.trace.networkHash : null,
    refusedBy,
    exposure: null,
  };
  const facts = factsOf(click, { contractId: target.contract.id, visitorId });
  const signedClick = signClick(hub, facts);
  const location = target.destination
    ? shopAddress(target.destination, { query: follower.query, signedClick })
    : drop && dropAddress(drop, follower.query, signedClick);
  click.exposure = target.destination ? null : exposureOf(drop, facts);
  return { click, signedClick, visitorId, location };
}

/** Written out: an object that is spread costs two microseconds a click. */
function factsOf(
  { id: clickId, linkId, contractVersionId, at, refusedBy }: NewClick,
  { contractId, visitorId }: Pick<ClickFacts, 'contractId' | 'visitorId'>,
): ClickFacts {
  return { clickId, linkId, contractId, contractVersionId, visitorId, at, refusedBy };
}

/**
 * The visitor's part in the drop's experiment, decided here, before anything is shown. It only
 * counts while the drop can still be claimed; where it leads is the page's to decide, by the same rule.
 */
function exposureOf(drop: TargetDrop | null, facts: ClickFacts): Exposure | null {
  if (!drop?.experiment || facts.refusedBy !== null) return null;
  const { visitorId, contractId, contractVersionId, clickId, at } = facts;
  return {
    experimentId: drop.experiment.id,
    visitorId,
    isHeldOut: isHeldOut(drop.experiment, visitorId),
    ...{ contractId, contractVersionId, clickId },
    exposedAt: at,
  };
}

/** A hit by nobody: no visitor, no visit, no version. */
export function rawClick(
  target: LinkTarget,
  hit: Pick<Follower, 'referrerHost' | 'trace' | 'at'> & { rawReason: RawReason },
): NewClick {
  return {
    id: newId(hit.at),
    linkId: target.linkId,
    contractVersionId: null,
    visitorId: null,
    at: hit.at,
    verdict: 'raw',
    rawReason: hit.rawReason,
    dropId: null,
    startsVisit: false,
    referrerHost: hit.referrerHost,
    ...hit.trace,
    refusedBy: null,
    exposure: null,
  };
}

/** Where a link leads at a moment: the brand's own shop, else a drop; null: nowhere yet. */
export function leadsTo(
  target: LinkTarget,
  { at, query, signedClick }: { at: Date; query: string; signedClick: string | null },
): string | null {
  if (target.destination) return shopAddress(target.destination, { query, signedClick });
  const drop = chooseDrop(target, at);
  return drop && dropAddress(drop, query, signedClick);
}

/**
 * The address of a drop's page on this host: made of the drop's own slug and of those parameters
 * that may travel, so that no query can lead anywhere else.
 */
function dropAddress(drop: TargetDrop, query: string, signedClick: string | null): string {
  const passed = passedQuery(query);
  const click = signedClick === null ? '' : `${CLICK_PARAMETER}=${signedClick}`;
  const all = passed && click ? `${passed}&${click}` : passed || click;
  return `/d/${encodeURIComponent(drop.slug)}${all && `?${all}`}`;
}
