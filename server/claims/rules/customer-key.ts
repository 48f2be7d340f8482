/**
 * Whose limit a claim counts against: `visitor:<id>` while nothing better is known of the viewer.
 * One rule, because what is taken under one name and given back under another is never free again.
 */
export function customerKeyOf({ visitorId }: { visitorId: string }): string {
  return `visitor:${visitorId}`;
}
