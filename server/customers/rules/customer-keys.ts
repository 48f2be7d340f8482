import { normaliseEmail } from '../../mail/rules/normalise-email.ts';
import type { CustomerKeyKind } from '../../protocol/customers.ts';

/** What is known of whoever buys; nothing of it has to be. */
export type BuyerFacts = {
  /** Signed in at the hub when paying. */
  userId?: string | null | undefined;
  /** Proven by mailed digits, or checked by whoever reports the sale. */
  provenEmail?: string | null | undefined;
  /** As typed at the checkout. */
  email?: string | null | undefined;
  stripeCustomerId?: string | null | undefined;
  /** The brand's own shop's id of a customer, so marked that no other shop of the brand has it. */
  shopCustomerId?: string | null | undefined;
  /** Checked by whoever reports the sale. */
  verifiedPhone?: string | null | undefined;
};

export type BuyerKey = { kind: CustomerKeyKind; value: string; isVerified: boolean };

/**
 * The deterministic keys of a buyer, strongest first. An address that was only typed is a key like
 * any other, but it never stands beside a person who is known better: who signed in or proved an
 * address as p and typed q does not become q's customer. And it merges nobody.
 */
export function keysOfBuyer(buyer: BuyerFacts): BuyerKey[] {
  const proven = buyer.provenEmail ? normaliseEmail(buyer.provenEmail) : null;
  const typed = buyer.email ? normaliseEmail(buyer.email) : null;
  const phone = buyer.verifiedPhone ? normalisePhone(buyer.verifiedPhone) : null;
  const isKnownBetter = proven !== null || Boolean(buyer.userId);
  const keys: (BuyerKey | null)[] = [
    buyer.userId ? { kind: 'user', value: buyer.userId, isVerified: true } : null,
    proven ? { kind: 'email', value: proven, isVerified: true } : null,
    phone ? { kind: 'phone', value: phone, isVerified: true } : null,
    buyer.stripeCustomerId
      ? { kind: 'stripe', value: buyer.stripeCustomerId, isVerified: true }
      : null,
    buyer.shopCustomerId ? { kind: 'shop', value: buyer.shopCustomerId, isVerified: true } : null,
    typed && !isKnownBetter ? { kind: 'email', value: typed, isVerified: false } : null,
  ];
  return keys.filter((key) => key !== null);
}

/** A key as one text. */
export function textOfKey({ kind, value }: Pick<BuyerKey, 'kind' | 'value'>): string {
  return `${kind}:${value}`;
}

/** E.164: a plus and digits; null for anything that lacks the country. */
function normalisePhone(phone: string): string | null {
  const plain = phone.replace(/[\s().\-/]/g, '').replace(/^00/, '+');
  return /^\+[1-9]\d{6,14}$/.test(plain) ? plain : null;
}
