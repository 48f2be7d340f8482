import { randomBytes } from 'node:crypto';
import { readLocation } from '../fulfilment/read-location.ts';
import { drawQrSvg } from '../links/draw-qr.ts';
import type { Hub } from '../platform/hub.ts';
import { newId } from '../platform/ids.ts';
import { Problem } from '../platform/problem.ts';
import type { AddDeviceInput } from '../protocol/popups.schema.ts';
import type { NewDevice } from '../protocol/popups.ts';
import { insertDevice } from './devices.store.ts';
import { hashSecret } from './hash-secret.ts';
import { listDevices } from './list-devices.ts';
import { pairCode, pairCodeMeant } from './rules/pair-code.ts';

const CODE_MS = 15 * 60_000;

/** Adds a device of a place where buyers may collect; its code is shown once and pairs one browser. */
export async function addDevice(hub: Hub, input: AddDeviceInput): Promise<NewDevice> {
  const { brandId, locationId, name } = input;
  const place = await readLocation(hub, { brandId, locationId });
  if (!place.hasPickUp || place.archivedAt !== null) throw new Problem('pick_up_unknown');
  const now = hub.clock.now();
  const code = pairCode(randomBytes(8));
  const pairUntil = new Date(now.getTime() + CODE_MS);
  const id = newId(now);
  const pairHash = hashSecret(pairCodeMeant(code));
  await insertDevice(hub.db, {
    id,
    brandId,
    locationId,
    name,
    pairHash,
    pairUntil,
    createdAt: now,
  });
  const device = (await listDevices(hub, brandId)).find((one) => one.id === id);
  if (!device) throw new Problem('not_found');
  // Behind a `#`, so that the code is in no log.
  const pairUrl = `${hub.publicUrl}/popup#code=${code}`;
  const pairQrSvg = drawQrSvg(pairUrl);
  return { device, code, codeUntil: pairUntil.getTime(), pairUrl, pairQrSvg };
}
