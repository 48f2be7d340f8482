/** What a person may do in a brand's workspace, weakest first. */
export const BRAND_ROLES = ['viewer', 'manager', 'owner'] as const;
export type BrandRole = (typeof BRAND_ROLES)[number];

export type BrandView = {
  id: string;
  slug: string;
  name: string;
  currency: string;
  timeZone: string;
  widgetOrigins: string[];
  maxPayoutBpsPerOrder: number;
  /** No contract is proposed with a rate below; 0: no floor. */
  rateFloorBps: number;
  isDemo: boolean;
  role: BrandRole;
};

export type CreatorView = {
  id: string;
  handle: string;
  displayName: string;
  avatarHue: number;
  timeZone: string;
};

export type InvitationView = { id: string; brandName: string; role: BrandRole; createdAt: number };

/** Who is signed in, and which workspaces they may enter. */
export type MeView = {
  user: { id: string; name: string; email: string; emailVerified: boolean };
  creator: CreatorView | null;
  brands: BrandView[];
  /** Open invitations to this verified address. */
  invitations: InvitationView[];
  /** Contract proposals that wait for this person. */
  proposalsWaiting: number;
};

export type MemberView = {
  id: string;
  name: string;
  email: string;
  role: BrandRole;
  since: number;
  isYou: boolean;
};

export type PendingInvitationView = {
  id: string;
  email: string;
  role: BrandRole;
  createdAt: number;
};

/** A sign-in that exists only because demo data was seeded. */
export type DemoSignIn = {
  label: string;
  email: string;
  password: string;
  role: 'brand' | 'creator';
};

/** What the sign-in page may know before anybody has signed in. */
export type HubView = {
  demoSignIns: DemoSignIn[];
  /** Mail goes to the local outbox, whose page is `/dev/outbox`. */
  outboxIsLocal: boolean;
  stripeIsTest: boolean;
};
