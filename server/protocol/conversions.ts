import type { AttributionReason } from './attribution.ts';

/** What a shop can report. */
export const CONVERSION_TYPES = ['lead', 'sale', 'refund', 'dispute'] as const;
export type ConversionType = (typeof CONVERSION_TYPES)[number];

/** Who got the LTV credit of what was reported, and why not more. Fixed with the first answer. */
export type ConversionAnswer = {
  id: string;
  eventId: string;
  type: ConversionType;
  mode: 'live' | 'test';
  /** The order here; null: none came of it. */
  orderId: string | null;
  /** Whose customer it is; null: nobody's. */
  credited: { contractId: string; creatorName: string } | null;
  /** Number of the contract's version that applies: the one in force at the first click. */
  contractVersion: number | null;
  /** A word of ATTRIBUTION_REASONS; null: it counted in full. */
  reason: AttributionReason | null;
  /** What became of the click id: none was sent, it is ours, or it is not. */
  click: 'none' | 'known' | 'unknown';
};
