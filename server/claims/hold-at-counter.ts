import { createHash } from 'node:crypto';
import type { Hub } from '../platform/hub.ts';
import { newId } from '../platform/ids.ts';
import type { ProblemCode } from '../protocol/problems.ts';
import { orderStock } from './claim-batches.ts';
import { findClaim } from './claims.store.ts';
import { visitorOfDevice } from './rules/device-visitor.ts';

type Queued = {
  dropId: string;
  gateId: string;
  contractId: string;
  deviceId: string;
  locationId: string;
  skuId: string;
  quantity: number;
  idempotencyKey: string;
};

type Held =
  | { kind: 'held'; claimId: string; expiresAt: number; totalMinor: number; isOpen: boolean }
  | { kind: 'refused'; code: ProblemCode };

/**
 * A claim that was queued at a counter without a network takes its place in the queue of the drop,
 * under its original key and by the rules of now: until then nobody was promised anything. Asked again
 * by another device of the brand, it is the same claim.
 */
export async function holdAtCounter(hub: Hub, queued: Queued): Promise<Held> {
  const now = hub.clock.now();
  const { dropId, gateId, contractId, deviceId, skuId, quantity, idempotencyKey } = queued;
  const { decision } = await orderStock(dropId, {
    hub,
    command: {
      kind: 'hold',
      claimId: newId(now),
      resilience: 'queued',
      idempotencyKey,
      requestHash: createHash('sha256')
        .update(JSON.stringify([gateId, skuId, quantity]))
        .digest('hex'),
      token: {
        ...{ jti: `counter:${dropId}:${idempotencyKey}`, dropId, gateId, contractId },
        ...{ visitorId: visitorOfDevice(deviceId), customerKey: `counter:${idempotencyKey}` },
        ...{ clickId: null, codeId: null },
        issuedAt: now.getTime(),
        expiresAt: now.getTime() + TOKEN_MS,
      },
      wish: {
        items: [{ skuId, quantity }],
        delivery: { kind: 'pick_up', locationId: queued.locationId },
        note: null,
      },
    },
  });
  switch (decision.kind) {
    case 'hold': {
      const { claimId, expiresAt, quote } = decision.hold;
      return { kind: 'held', claimId, expiresAt, totalMinor: quote.totalMinor, isOpen: true };
    }
    case 'replay': {
      const claim = await findClaim(hub.db, decision.claimId);
      if (!claim) return { kind: 'refused', code: 'not_found' };
      const { id: claimId, expiresAt, totalMinor, paidAt, releasedAt } = claim;
      const isOpen = !paidAt && !releasedAt;
      const known = { claimId, expiresAt: expiresAt.getTime(), totalMinor: Number(totalMinor) };
      return { kind: 'held', ...known, isOpen };
    }
    case 'refuse':
      return { kind: 'refused', code: decision.code };
    default:
      throw new Error(`a hold was decided as ${decision.kind}`);
  }
}

const TOKEN_MS = 60_000;
