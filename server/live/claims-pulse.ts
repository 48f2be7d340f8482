import type { Hub } from '../platform/hub.ts';
import type { DropStateMessage } from '../protocol/live-events.ts';
import type { Audience } from './audience.ts';
import { listUnitsClaimed, readUnitsClaimed } from './live.store.ts';
import { afterSecond, type ClaimsPulse, perMinute, pulseOf } from './rules/claims-pulse.ts';

const MINUTE_MS = 60_000;

/** Tells a drop's audience, once a second, how fast its units go. */
export function createClaimsPulse(hub: Hub, dropId: string, audience: Audience) {
  let pulse: ClaimsPulse = [];
  /** The version up to which claims were counted; null: nothing was counted yet. */
  let countedTo: number | null = null;
  let isBeating = false;

  async function beat({ p, d, ep, v }: DropStateMessage): Promise<void> {
    if (v === countedTo && perMinute(pulse) === 0) return;
    const ts = hub.clock.now().getTime();
    if (countedTo === null) {
      const since = new Date(ts - MINUTE_MS);
      pulse = pulseOf(await listUnitsClaimed(hub.db, dropId, { since, to: v }), ts);
    } else {
      const range = { after: countedTo, to: v };
      const isNews = v !== countedTo;
      pulse = afterSecond(pulse, isNews ? await readUnitsClaimed(hub.db, dropId, range) : 0);
    }
    const units = pulse.at(-1) ?? 0;
    countedTo = v;
    audience.claims({ p, d, ep, v, ts, units, perMinute: perMinute(pulse) });
  }

  return {
    /** `state` is what the audience was told last. */
    beat(state: DropStateMessage): void {
      if (isBeating) return;
      isBeating = true;
      beat(state)
        .catch((error: unknown) => hub.log.error({ err: error, dropId }, 'claims were not counted'))
        .finally(() => {
          isBeating = false;
        });
    },
  };
}
