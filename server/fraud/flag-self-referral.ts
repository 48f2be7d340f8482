import { normaliseEmail } from '../mail/rules/normalise-email.ts';
import type { Hub } from '../platform/hub.ts';
import { findLineIds } from './flags.store.ts';
import { recordFlag } from './record-flag.ts';
import { SIGN_SENTENCES, selfReferralSigns } from './rules/self-referral.ts';
import {
  findCreatorUser,
  findFingerprint,
  findSoldOrder,
  listBrowsersOf,
  listCardsOfPerson,
} from './traces.store.ts';

/**
 * Follows 'order.decided': holds the commission of an order that its creator may have bought. A sale
 * to the creator's own address earns nothing anyway (SELF_REFERRAL) and is not held.
 */
export async function flagSelfReferral(hub: Hub, { orderId }: { orderId: string }): Promise<void> {
  const { db } = hub;
  const order = await findSoldOrder(db, orderId);
  const user = order && (await findCreatorUser(db, order.creatorId));
  if (!order || !user) return;
  const emailKey = normaliseEmail(user.email);
  const fingerprint = await findFingerprint(db, orderId);
  const browsers = await listBrowsersOf(db, user.id);
  const cards = fingerprint
    ? await listCardsOfPerson(db, { fingerprint, exceptOrderId: orderId, emailKey, browsers })
    : [];
  const { visitorId, customer, brandId, dropId, contractId, creatorId } = order;
  const signs = selfReferralSigns(
    { emailKey: customer.emailKey, visitorId, fingerprint },
    { emailKey, browsers: new Set(browsers), cards: new Set(cards) },
  );
  if (signs.length === 0 || signs.includes('email')) return;
  await recordFlag(hub, {
    ...{ brandId, contractId, creatorId, dropId, orderId },
    rule: 'self_referral',
    subject: orderId,
    sentences: signs.map((sign) => SIGN_SENTENCES[sign]),
    lineIds: await findLineIds(db, { contractId, orderId }),
  });
}
