import { makeSku } from '../server/test/factories.ts';
import type { TestHub } from '../server/test/hub.ts';

/** A long title, a price by units and by time, an add-on, a reserve, and a long question on air. */
export async function makeLongest(hub: TestHub, dropId: string): Promise<void> {
  const { db } = hub;
  const { skuId } = await db.dropItem.findFirstOrThrow({ where: { dropId } });
  const drop = await db.drop.findUniqueOrThrow({ where: { id: dropId } });
  const addOn = await makeSku(hub, { brandId: drop.brandId });
  await db.product.updateMany({ data: { name: 'Recycled canvas tote bag with the studio print' } });
  await db.audience.create({
    data: { id: 'members', brandId: drop.brandId, name: 'Members', createdAt: drop.createdAt },
  });
  const units = { capacity: 15, available: 15 };
  await db.stockPool.create({ data: { id: 'kept', dropId, skuId, audience: 'members', ...units } });
  const endsAt = new Date(drop.endsAt.getTime() - 60_000);
  const step = { id: 'step', dropId, skuId, position: 1, units: 7, endsAt, priceMinor: 2_490_000n };
  await db.priceRung.create({ data: step });
  await db.dropItem.updateMany({ where: { dropId }, data: { priceMinor: 4_900_000n } });
  const offer = JSON.stringify({ kind: 'bundle', addOnSkuId: addOn.id });
  const title = 'The complete studio collection of the winter season in moss and stone, signed';
  await db.drop.update({ where: { id: dropId }, data: { offer, title, pinnedSkuId: skuId } });
  const text =
    'Does the large one also fit somebody who is 1.92 m tall and likes to wear a thick pullover under it, and can it go into the machine at thirty degrees?';
  const at = drop.createdAt;
  await db.question.create({
    data: { id: 'asked', dropId, text, createdAt: at, pinnedAt: at, seq: 1 },
  });
}
