import { recordCounterOrder } from '../checkout/record-counter-order.ts';
import { confirmAtCounter } from '../claims/confirm-at-counter.ts';
import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import type { Device } from './read-device.ts';
import { recordIncident } from './record-incident.ts';

/**
 * The buyer of a queued claim paid at the counter. When its units went back before and are gone, the
 * device is told to return the money, and an incident remembers it.
 */
export async function takeMoney(
  hub: Hub,
  { id: deviceId, brandId }: Device,
  claimId: string,
): Promise<{ claimId: string }> {
  const now = hub.clock.now();
  const settlement = await confirmAtCounter(hub, {
    ...{ claimId, brandId },
    record: async (tx, { settlement: settled, claim }) => {
      if (settled === 'sold') await recordCounterOrder(tx, claim, { capturedAt: now, now });
      if (settled !== 'send_money_back') return;
      const about = { brandId, dropId: claim.dropId, deviceId, claimId };
      const kind = 'paid_too_late';
      const detail = { paidMinor: Number(claim.totalMinor), currency: claim.currency };
      await recordIncident(tx, { ...about, subject: `claim ${claimId}`, kind, detail, at: now });
    },
  });
  if (settlement === 'send_money_back') throw new Problem('paid_too_late');
  return { claimId };
}
