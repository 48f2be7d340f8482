import { signClaimAccess } from '../claims/claim-access.ts';
import { readOfferForMail } from '../lines/read-offer-for-mail.ts';
import { queueMailOnce } from '../mail/queue-mail.ts';
import type { Hub } from '../platform/hub.ts';

/**
 * Mails whoever waited, and gave an address, that it is their turn; once per offer. An offer that is
 * over by then is not announced.
 */
export async function announceOffer(
  hub: Hub,
  offer: { placeId: string; claimId: string },
): Promise<void> {
  const facts = await readOfferForMail(hub, offer);
  if (!facts) return;
  const { email, brandName, dropTitle, article, until } = facts;
  const text = [
    `It is your turn: ${article} from “${dropTitle}” is held for you until ${until}.`,
    '',
    `Pay to make it yours: ${hub.publicUrl}/c/${offer.claimId}#k=${signClaimAccess(hub, offer.claimId)}`,
    '',
    'If you do nothing, it goes to whoever is next in line. Nothing is charged.',
  ].join('\n');
  const subject = `Held for you: ${dropTitle} · ${brandName}`;
  const at = hub.clock.now();
  await queueMailOnce(hub.db, { id: offer.claimId, to: email, subject, text, at });
}
