import type { Tx } from '../platform/db.ts';
import { newId } from '../platform/ids.ts';
import { invariant } from '../platform/invariant.ts';
import { STAND_IN_MAILBOX } from './rules/stand-in-mailbox.ts';

/** A brand like this one, without members: nobody can open its workspace. */
export async function copyBrand(
  tx: Tx,
  { brandId, at }: { brandId: string; at: Date },
): Promise<{ id: string; currency: string }> {
  const brand = await tx.brand.findUnique({ where: { id: brandId } });
  invariant(brand, `brand ${brandId} exists`);
  const id = newId(at);
  const { name, currency, timeZone, maxPayoutBpsPerOrder, widgetOrigins } = brand;
  const same = { name, currency, timeZone, maxPayoutBpsPerOrder, widgetOrigins };
  await tx.brand.create({
    data: {
      ...same,
      id,
      slug: `rehearsal-${id}`,
      // As with the demo, its ledger may go with it.
      isDemo: true,
      rehearsalOf: brandId,
      createdAt: at,
    },
  });
  return { id, currency };
}

/** A creator like this one, with a sign-in that has no password and no mailbox. */
export async function copyCreator(
  tx: Tx,
  { creatorId, at }: { creatorId: string; at: Date },
): Promise<{ id: string; userId: string; handle: string }> {
  const creator = await tx.creator.findUnique({ where: { id: creatorId } });
  invariant(creator, `creator ${creatorId} exists`);
  const { displayName, avatarHue, timeZone } = creator;
  const id = newId(at);
  const userId = newId(at);
  const handle = `${creator.handle.slice(0, 20)}-r${id.slice(-6)}`;
  await tx.user.create({
    data: {
      id: userId,
      name: displayName,
      email: `${id}${STAND_IN_MAILBOX}`,
      createdAt: at,
      updatedAt: at,
      creator: { create: { id, handle, displayName, avatarHue, timeZone, createdAt: at } },
    },
  });
  return { id, userId, handle };
}
