/** Printed: many codes, each for one claim. Spoken: one code to say on air, for many claims. */
export const CODE_KINDS = ['printed', 'spoken'] as const;
export type CodeKind = (typeof CODE_KINDS)[number];

/** So many codes are in one batch at most. */
export const MOST_CODES = 5_000;

/** Codes that were made together, as their brand sees them. Times in epoch milliseconds. */
export type CodeBatchView = {
  id: string;
  label: string;
  kind: CodeKind;
  gateId: string;
  codes: number;
  /** Claims that all of its codes together allow, and how many of them are held or sold. */
  uses: number;
  used: number;
  /** What is said on air; null for printed ones. */
  spoken: string | null;
  createdAt: number;
  /** Null: as long as the drop. */
  expiresAt: number | null;
  revokedAt: number | null;
};

/** One code as it is printed or spoken. */
export type CodeView = { code: string; used: number; maxUses: number };
