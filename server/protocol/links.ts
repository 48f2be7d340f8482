/** Verdicts of a click, weakest first. */
export const CLICK_VERDICTS = ['raw', 'human', 'confirmed'] as const;
export type ClickVerdict = (typeof CLICK_VERDICTS)[number];

/** Why a hit stays `raw`. */
export const RAW_REASONS = ['head', 'prefetch', 'bot'] as const;
export type RawReason = (typeof RAW_REASONS)[number];

/**
 * Who refused for a visitor to be measured: their browser (Global Privacy Control), or they themselves
 * on one of our pages.
 */
export const REFUSALS = ['gpc', 'choice'] as const;
export type Refusal = (typeof REFUSALS)[number];

/** So many days a click is kept as a row of its own; then its day's counts have it. */
export const RAW_CLICKS_KEPT_DAYS = 90;

/** The query parameter by which the redirect hands the signed click id to the page. */
export const CLICK_PARAMETER = 'dcc';

/** The visitor cookie: when it was made and 128 random bits, 90 days. */
export const VISITOR_COOKIE = 'dc_v';

/** Remembers the refusal of whoever said so on a page; nothing else is in it. */
export const REFUSAL_COOKIE = 'dc_m';

export type LinkState = 'active' | 'paused' | 'ended';

export type LinkView = {
  id: string;
  contractId: string;
  brandName: string;
  slug: string;
  url: string;
  spokenCode: string;
  label: string;
  dropId: string | null;
  dropTitle: string | null;
  /** A page of the brand's own shop; null: a drop. */
  destination: string | null;
  state: LinkState;
  createdAt: number;
  /** Human and confirmed visits (one per visitor and 30 minutes), claims and orders that came by it. */
  visits: number;
  claims: number;
  orders: number;
  qrSvgUrl: string;
  qrPngUrl: string;
};

/** One host of a brand's own shop, and how it is verified: by a TXT record or by a file. */
export type HostView = {
  id: string;
  host: string;
  proof: {
    /** What is published, in either place. */
    text: string;
    txtName: string;
    fileUrl: string;
  };
  verifiedAt: number | null;
  method: 'dns' | 'file' | null;
  checkedAt: number | null;
  /** What the last look found instead; null: nothing is wrong, or nobody has looked. */
  problem: string | null;
};

/** Hits on addresses that no link has, over all brands: mistyped codes, old prints, robots. */
export type OrphanCount = { day: string; hits: number };
