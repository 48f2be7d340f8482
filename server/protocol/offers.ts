/** What a buyer gets beside the article itself. The creator's price is the fifth format: a gate. */
export const OFFER_KINDS = ['plain', 'bundle', 'credit_back', 'voucher'] as const;
export type OfferKind = (typeof OFFER_KINDS)[number];

export type Offer =
  | { kind: 'plain' }
  /** One unit of this SKU comes with every unit that is bought, at no price of its own. */
  | { kind: 'bundle'; addOnSkuId: string }
  /** Store credit for every unit that is bought, in minor units, when the order is paid. */
  | { kind: 'credit_back'; creditMinor: number }
  /** An experience, one voucher for every unit that is bought. */
  | { kind: 'voucher'; title: string; terms: string; validDays: number | null };

/** An offer as a viewer reads it. */
export type OfferView =
  | { kind: 'plain' }
  | { kind: 'bundle'; addOnSkuId: string; addOnTitle: string; addOnImageUrl: string | null }
  | { kind: 'credit_back'; creditMinor: number }
  | { kind: 'voucher'; title: string; terms: string; validDays: number | null };
