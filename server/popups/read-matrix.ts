import type { Hub } from '../platform/hub.ts';
import { toNumber } from '../platform/minor.ts';
import type { Offer } from '../protocol/offers.ts';
import type { PopupMatrix } from '../protocol/popups.ts';
import { findDropsAt } from './devices.store.ts';
import type { Device } from './read-device.ts';

/** A drop stays on the device for so long after its end, so that its leases can be closed. */
const KEPT_MS = 7 * 86_400_000;

/** Everything that a device needs to sell without a network: prices, steps by time, what it has leased. */
export async function readMatrix(hub: Hub, device: Device): Promise<PopupMatrix> {
  const now = hub.clock.now().getTime();
  const { id: deviceId, brandId, location, name, locationName, brandName } = device;
  const endedAfter = new Date(now - KEPT_MS);
  const drops = await findDropsAt(hub.db, { brandId, deviceId, location, endedAfter });
  return {
    now,
    device: { name, locationName, brandId, brandName },
    drops: drops.map((drop) => ({
      dropId: drop.id,
      title: drop.title,
      currency: device.currency,
      startsAt: drop.startsAt.getTime(),
      endsAt: (drop.endedAt ?? drop.endsAt).getTime(),
      isPaused: drop.pausedAt !== null,
      limitPerCustomer: drop.limitPerCustomer,
      notLeasable: whyNot(drop),
      gates: drop.gates.map(({ id, contract }) => ({
        gateId: id,
        creatorName: contract.creator?.displayName ?? '',
      })),
      items: drop.items.map(({ skuId, sku, priceMinor }) => ({
        skuId,
        title: `${sku.product.name} · ${sku.title}`,
        priceMinor: toNumber(priceMinor),
        steps: drop.rungs.flatMap((rung) =>
          rung.skuId === skuId && rung.endsAt !== null
            ? {
                endsAt: rung.endsAt.getTime(),
                priceMinor: toNumber(rung.priceMinor),
                position: rung.position,
              }
            : [],
        ),
        available: drop.pools.find((pool) => pool.skuId === skuId)?.available ?? 0,
        leases: drop.leases
          .filter((lease) => lease.skuId === skuId)
          .map(({ id, gateId, leasedUnits, confirmedUnits, returnedUnits }) => ({
            ...{ leaseId: id, gateId, leasedUnits, confirmedUnits, returnedUnits },
          })),
      })),
    })),
  };
}

function whyNot(drop: { fairness: string; offer: string }): 'draw' | 'extras' | null {
  if (drop.fairness === 'draw') return 'draw';
  return (JSON.parse(drop.offer) as Offer).kind === 'plain' ? null : 'extras';
}
