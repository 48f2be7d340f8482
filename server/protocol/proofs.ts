/** A proven address, and what it opens in one drop. */
export type ProvenAddress = {
  email: string;
  /** Of the drop's audiences, those that it belongs to (never "everyone"). */
  audiences: string[];
};
