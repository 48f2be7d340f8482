/** What a key may do; the word is stored and travels, the sentence is shown. */
export const API_SCOPES = {
  'conversions:write': 'Report leads, sales, refunds and disputes of your own shop',
  'orders:read': 'Read orders and why each of them counted',
  'contracts:read': 'Read contracts, creators and what their customers are worth',
  'drops:read': 'Read drops and their stock',
  'links:read': 'Read links',
  'links:write': 'Create links',
  'money:read': 'Read ledger entries and payouts',
} as const satisfies Record<string, string>;
export type ApiScope = keyof typeof API_SCOPES;

export const API_MODES = ['live', 'test'] as const;
export type ApiMode = (typeof API_MODES)[number];

export type ApiKeyView = {
  id: string;
  name: string;
  mode: ApiMode;
  /** "dc_live_7f3a…": enough to know it by. */
  prefix: string;
  scopes: ApiScope[];
  state: 'active' | 'expiring' | 'expired' | 'revoked';
  createdAt: number;
  createdByName: string;
  /** To the minute; null: never. */
  lastUsedAt: number | null;
  /** After a rotation: until then it works beside the new one. */
  expiresAt: number | null;
};

/** A key that was just made; its text is shown this once. */
export type NewApiKey = { key: string; view: ApiKeyView };
