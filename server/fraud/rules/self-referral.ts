/** What is known of a buyer. */
export type Buyer = {
  emailKey: string;
  visitorId: string | null;
  /** Of the card that paid; null: another method. */
  fingerprint: string | null;
};

/** What is known of the creator who earns by it. */
export type CreatorTraces = {
  emailKey: string | null;
  /** Visitor ids of browsers in which the creator was signed in. */
  browsers: ReadonlySet<string>;
  /** Cards that paid orders of the creator's own address, or in such a browser. */
  cards: ReadonlySet<string>;
};

export type SelfReferralSign = 'email' | 'browser' | 'card';

/**
 * What says that creator and buyer are one person, strongest first. An address or an account settles
 * it: such a sale earns nothing by itself. A browser or a card may be shared in a family or an
 * office, so that a person decides.
 */
export function selfReferralSigns(buyer: Buyer, creator: CreatorTraces): SelfReferralSign[] {
  const signs: SelfReferralSign[] = [];
  if (creator.emailKey !== null && creator.emailKey === buyer.emailKey) signs.push('email');
  if (buyer.visitorId !== null && creator.browsers.has(buyer.visitorId)) signs.push('browser');
  if (buyer.fingerprint !== null && creator.cards.has(buyer.fingerprint)) signs.push('card');
  return signs;
}

export const SIGN_SENTENCES: Record<SelfReferralSign, string> = {
  email: 'The buyer’s address is the creator’s own.',
  browser: 'It was bought in a browser in which the creator was signed in.',
  card: 'It was paid with a card that the creator has paid with.',
};
