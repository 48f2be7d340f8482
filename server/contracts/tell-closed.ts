import { queueMail } from '../mail/queue-mail.ts';
import type { Tx } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { findAddresses, type StoredContract } from './contracts.store.ts';
import type { Side } from './rules/answer-version.ts';
import { closedMail } from './write-mails.ts';

/** Mails the other side that this side declined a version (with a reason) or took its own back (null). */
export async function tellClosed(
  hub: Hub,
  tx: Tx,
  { contract, by, reason }: { contract: StoredContract; by: Side; reason: string | null },
): Promise<void> {
  const { brand, creator } = contract;
  const addresses = await findAddresses(tx, contract);
  const toSide = by === 'brand' ? 'creator' : 'brand';
  const fromName = by === 'brand' ? brand.name : (creator?.displayName ?? 'Your creator');
  for (const to of addresses[toSide]) {
    const mail = closedMail({ to, fromName, reason, toSide, publicUrl: hub.publicUrl });
    await queueMail(tx, { ...mail, at: hub.clock.now() });
  }
}
