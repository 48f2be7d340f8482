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
import { type Finding, recordFlag } from './record-flag.ts';
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

/**
 * Looks for patterns in the drops that are on or have just ended. Doing it twice finds the same; what
 * fails is found by the next look and keeps nothing else from being looked at.
 */
export async function detectPatterns(hub: Hub): Promise<void> {
  const now = hub.clock.now();
  const from = new Date(now.getTime() - WATCHED_MS);
  for (const drop of await listDropsOn(hub.db, { from, to: now })) {
    const about = { dropId: drop.id };
    await tryTo(hub, about, () => detectInClicks(hub, drop));
    await tryTo(hub, about, () => detectInClaims(hub, drop));
  }
}

async function detectInClicks(hub: Hub, drop: WatchedDrop): Promise<void> {
  const { id: dropId, brandId } = drop;
  const until = new Date(hub.clock.now().getTime() - LANDING_MS);
  const clicks = await listClickFacts(hub.db, { drop, until });
  for (const found of [...findBotBursts(clicks), ...findClickFloods(clicks)]) {
    const subject = `${dropId} ${found.subject}`;
    await tryToRecord(hub, { ...found, subject, brandId, dropId }, () =>
      findLinesOfClicks(hub.db, found),
    );
  }
}

async function detectInClaims(hub: Hub, drop: WatchedDrop): Promise<void> {
  const { id: dropId, brandId } = drop;
  const claims = await listClaimFacts(hub.db, dropId);
  const found = [
    ...findCodesWithoutClick(claims),
    ...findCodeSpikes(claims),
    ...findClaimHoarding(claims),
  ];
  for (const one of found) {
    const { contractId, formerSubjects = [] } = one;
    const inDrop = (subject: string) => `${dropId} ${subject}`;
    const about = { subject: inDrop(one.subject), formerSubjects: formerSubjects.map(inDrop) };
    await tryToRecord(hub, { ...one, ...about, brandId, dropId }, () =>
      findLineIds(hub.db, { contractId, dropId }),
    );
  }
}

/** Looks at the refunds of each brand's contracts over the last 60 days; one flag a contract and month. */
export async function detectRefundAbuse(hub: Hub): Promise<void> {
  const now = hub.clock.now();
  const month = now.toISOString().slice(0, 7);
  const since = new Date(now.getTime() - REFUNDS_MS);
  await inEachBrand(hub, async (brandId) => {
    const facts = await listRefundFacts(hub.db, { brandId, since });
    for (const { contractId, sentences } of findRefundAbuse(facts)) {
      const found = { brandId, contractId, subject: `${contractId} ${month}`, sentences };
      await tryToRecord(hub, { ...found, rule: 'refund_abuse' }, () =>
        findLineIds(hub.db, { contractId }),
      );
    }
  });
}

/** Looks for creators of one brand who are paid into one bank account; one flag a contract and account. */
export async function detectSharedDestinations(hub: Hub): Promise<void> {
  await inEachBrand(hub, async (brandId) => {
    const facts = await listDestinations(hub.db, brandId);
    const accountOf = new Map(facts.map((one) => [one.contractId, one.destination]));
    for (const { contractId, sentences } of findSharedDestinations(facts)) {
      const subject = `${contractId} ${accountOf.get(contractId)}`;
      const found = { brandId, contractId, subject, sentences };
      await tryToRecord(hub, { ...found, rule: 'shared_destination' }, () =>
        findLineIds(hub.db, { contractId }),
      );
    }
  });
}

async function inEachBrand(hub: Hub, look: (brandId: string) => Promise<void>): Promise<void> {
  for (const { id: brandId } of await listBrandIds(hub.db)) {
    await tryTo(hub, { brandId }, () => look(brandId));
  }
}

/** Records what was found with the lines that it is about. */
async function tryToRecord(
  hub: Hub,
  found: Omit<Finding, 'lineIds'>,
  findLines: () => Promise<string[]>,
): Promise<void> {
  const { rule, contractId } = found;
  await tryTo(hub, { rule, contractId }, async () =>
    recordFlag(hub, { ...found, lineIds: await findLines() }),
  );
}

async function tryTo(hub: Hub, about: object, look: () => Promise<void>): Promise<void> {
  try {
    await look();
  } catch (error) {
    hub.log.error({ err: error, ...about }, 'a look for fraud failed and will be taken again');
  }
}
