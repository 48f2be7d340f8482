/**
 * Whose limit a claim counts against: an address that is proven or has paid, else the visitor. One
 * rule, because what is taken under one name and given back under another is never free again.
 */
export function customerKeyOf(who: { emailKey: string } | { visitorId: string }): string {
  return 'emailKey' in who ? `email:${who.emailKey}` : `visitor:${who.visitorId}`;
}

/** The proven address in such a key; null: it names a visitor. */
export function emailKeyOf(customerKey: string): string | null {
  return customerKey.startsWith('email:') ? customerKey.slice('email:'.length) : null;
}
