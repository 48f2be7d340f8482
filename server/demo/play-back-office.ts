import { acceptVersion } from '../contracts/accept-version.ts';
import { proposeVersion } from '../contracts/propose-version.ts';
import { approveBatch } from '../payouts/approve-batch.ts';
import { createBatch } from '../payouts/create-batch.ts';
import { markPaid } from '../payouts/mark-paid.ts';
import { releaseDueCommissions } from '../payouts/release-due.ts';
import { invariant } from '../platform/invariant.ts';
import { DEMO_CREATORS } from './demo-brand.ts';
import { sendParcels } from './send-parcels.ts';
import type { Stage } from './stage.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * Plans what the brand does between drops: holds that end each night, parcels that go out every
 * evening but the last, two payouts, new terms.
 */
export function playBackOffice(stage: Stage, now: Date): void {
  const { hub, agenda } = stage;
  const daysAgo = (days: number, hours = 0) =>
    new Date(now.getTime() - days * DAY_MS + hours * HOUR_MS);
  for (let days = 60; days >= 0; days -= 1) {
    agenda.plan(daysAgo(days, -2), () => releaseDueCommissions(hub));
    if (days > 0) agenda.plan(daysAgo(days), () => sendParcels(stage));
  }
  playPayout(stage, { madeAt: daysAgo(28), approvedAt: daysAgo(27), paidAt: daysAgo(27, 3) });
  playPayout(stage, { madeAt: daysAgo(3), approvedAt: daysAgo(2, -1), paidAt: null });
  playNewTerms(stage, daysAgo(22));
  agenda.plan(daysAgo(1, -5), () => proposeTerms(stage, 'ines', { existingCustomerBps: 700 }));
}

function playPayout(
  { hub, agenda, house }: Stage,
  times: { madeAt: Date; approvedAt: Date; paidAt: Date | null },
): void {
  const { brand, owner } = house;
  const { madeAt, approvedAt, paidAt } = times;
  agenda.plan(madeAt, async () => {
    const { id: batchId } = await createBatch(hub, brand, { createdBy: owner.id });
    agenda.plan(approvedAt, async () => {
      const which = { brandId: brand.id, batchId, approvedBy: owner.id };
      const { items } = await approveBatch(hub, which);
      if (!paidAt) return;
      const note = `SEPA transfer of ${paidAt.toISOString().slice(0, 10)}`;
      for (const { id: itemId } of items) {
        agenda.plan(paidAt, () => markPaid(hub, { brandId: brand.id, itemId, note }));
      }
    });
  });
}

/** Jonas gets a better rate from now on; what he earned before keeps its terms. */
function playNewTerms(stage: Stage, at: Date): void {
  const { hub, agenda, house } = stage;
  const { contractId, user } = house.creators.jonas;
  agenda.plan(at, async () => {
    const { versions } = await proposeTerms(stage, 'jonas', { newCustomerBps: 1400 });
    const [version] = versions;
    invariant(version, 'a contract shows its newest version first');
    const { id: versionId, termsHash } = version;
    agenda.plan(new Date(at.getTime() + DAY_MS), () =>
      acceptVersion(hub, { contractId, versionId, termsHash, me: user }),
    );
  });
}

function proposeTerms(
  { hub, house }: Stage,
  key: 'jonas' | 'ines',
  change: { newCustomerBps?: number; existingCustomerBps?: number },
) {
  const { contractId } = house.creators[key];
  const terms = { ...DEMO_CREATORS[key].terms, ...change };
  return proposeVersion(hub, { contractId, terms, me: house.owner });
}
