/** A named group of viewers, as its brand sees it. */
export type AudienceView = {
  id: string;
  name: string;
  members: number;
  createdAt: number;
  /** From then on nobody belongs to it; null: in use. */
  archivedAt: number | null;
};

/** All audiences of a brand. */
export type AudienceList = {
  audiences: AudienceView[];
  /** Customers with a paid order: the audience that makes itself. */
  pastBuyers: number;
};

/** One address in an audience, in the form in which addresses are compared. */
export type AudienceMemberView = { email: string; addedAt: number };

/** One page of members in alphabetical order. `next`: where the page after it begins; null: the end. */
export type AudienceMembers = { members: AudienceMemberView[]; next: string | null };

/** What became of pasted addresses. */
export type AddedMembers = {
  added: number;
  /** They were members before, or stood there twice. */
  known: number;
  /** What is no address, as it was sent. */
  refused: string[];
};

/** So many addresses are taken at once. */
export const MOST_ADDRESSES_AT_ONCE = 300;

/**
 * What may be addresses in pasted text or a CSV file, in order: everything with an `@` between
 * spaces, commas, semicolons, quotes and angle brackets. Whether each is one is the hub's to say.
 */
export function addressesIn(text: string): string[] {
  return text.split(/[\s,;"'<>()]+/u).filter((part) => part.includes('@'));
}
