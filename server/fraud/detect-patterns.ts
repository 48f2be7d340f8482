import type { Hub } from '../platform/hub.ts';
import { findLineIds, findLinesOfClicks } from './flags.store.ts';
import {
  listBrandIds,
  listClaimFacts,
  listClickFacts,
  listDestinations,
  listDropsOn,
  listRefundFacts,
  type WatchedDrop,
} from './patterns.store.ts';
import { recordFlag } from './record-flag.ts';
import { findClaimHoarding, findCodeSpikes, findCodesWithoutClick } from './rules/claim-rules.ts';
import { findBotBursts, findClickFloods } from './rules/click-rules.ts';
import { findRefundAbuse, findSharedDestinations } from './rules/contract-rules.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** So long a landed page has time to say that it is there. */
const LANDING_MS = 10 * MINUTE_MS;
/** After its end a drop is watched as long as a payment may still come. */
const WATCHED_MS = DAY_MS;
const REFUNDS_MS = 60 * DAY_MS;

/** Looks for patterns in the drops that are on or have just ended. Doing it twice finds the same. */
export async function detectPatterns(hub: Hub): Promise<void> {
  const now = hub.clock.now();
  const from = new Date(now.getTime() - WATCHED_MS);
  for (const drop of await listDropsOn(hub.db, { from, to: now })) {
    await detectInClicks(hub, drop);
    await detectInClaims(hub, drop);
  }
}

async function detectInClicks(hub: Hub, drop: WatchedDrop): Promise<void> {
  const until = new Date(hub.clock.now().getTime() - LANDING_MS);
  const clicks = await listClickFacts(hub.db, { drop, until });
  for (const found of [...findBotBursts(clicks), ...findClickFloods(clicks)]) {
    const lineIds = await findLinesOfClicks(hub.db, found);
    const subject = `${drop.id} ${found.subject}`;
    await recordFlag(hub, { ...found, subject, brandId: drop.brandId, dropId: drop.id, lineIds });
  }
}

async function detectInClaims(hub: Hub, drop: WatchedDrop): Promise<void> {
  const claims = await listClaimFacts(hub.db, drop.id);
  const found = [
    ...findCodesWithoutClick(claims),
    ...findCodeSpikes(claims),
    ...findClaimHoarding(claims),
  ];
  const { id: dropId, brandId } = drop;
  for (const one of found) {
    const lineIds = await findLineIds(hub.db, { contractId: one.contractId, dropId });
    await recordFlag(hub, {
      ...one,
      subject: `${dropId} ${one.subject}`,
      ...{ brandId, dropId, lineIds },
    });
  }
}

/** Looks at the refunds of each brand's contracts over the last 60 days; one flag a contract and month. */
export async function detectRefundAbuse(hub: Hub): Promise<void> {
  const now = hub.clock.now();
  const month = now.toISOString().slice(0, 7);
  const since = new Date(now.getTime() - REFUNDS_MS);
  for (const { id: brandId } of await listBrandIds(hub.db)) {
    const facts = await listRefundFacts(hub.db, { brandId, since });
    for (const { contractId, sentences } of findRefundAbuse(facts)) {
      const lineIds = await findLineIds(hub.db, { contractId });
      const subject = `${contractId} ${month}`;
      const found = { brandId, contractId, subject, sentences, lineIds };
      await recordFlag(hub, { ...found, rule: 'refund_abuse' });
    }
  }
}

/** Looks for creators of one brand who are paid into one bank account; one flag a contract and account. */
export async function detectSharedDestinations(hub: Hub): Promise<void> {
  for (const { id: brandId } of await listBrandIds(hub.db)) {
    const facts = await listDestinations(hub.db, brandId);
    for (const { contractId, sentences } of findSharedDestinations(facts)) {
      const lineIds = await findLineIds(hub.db, { contractId });
      const account = facts.find((one) => one.contractId === contractId)?.destination;
      const subject = `${contractId} ${account}`;
      const found = { brandId, contractId, subject, sentences, lineIds };
      await recordFlag(hub, { ...found, rule: 'shared_destination' });
    }
  }
}
