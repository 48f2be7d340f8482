import type { ClaimView } from './claims.ts';
import type { DropCreatorView, DropItemView, PhaseFacts, PublicDropView } from './drops.ts';
import type { OrdinaryView } from './experiments.ts';
import type { LotView, OwnPlace } from './lines.ts';
import type { Refusal } from './links.ts';
import type { QuestionsOnPage } from './questions.ts';

/** Addresses of a page's script and style sheets, as the build named them. */
export type PageAssets = { js: string[]; css: string[] };

/** What the drop page is delivered with; its script starts from the same facts. Times in epoch ms. */
export type DropPageData = {
  view: PublicDropView;
  /** The server's clock at the moment of the answer. */
  now: number;
  /** Whom the followed link belongs to; null: no link brought this viewer. */
  creator: Pick<DropCreatorView, 'handle' | 'displayName'> | null;
  /** The signed click id of the address, when this hub signed it. */
  click: string | null;
  /**
   * The app inside whose browser the page was opened, and the address that leads out of it (null: there
   * is none on this system). Null or absent: an ordinary browser.
   */
  inApp?: { app: string; openUrl: string | null } | null;
  /** Who refused that this visitor is measured; null or absent: nobody did. */
  refusedBy?: Refusal | null;
  /** The claim that this visitor holds or has paid in this drop. */
  claim: ClaimView | null;
  /** The place that this visitor has or had in a line of it; absent: none is known. */
  place?: OwnPlace | null;
  /** By what a browser knows push messages of this hub; absent: it sends none. */
  pushKey?: string;
  /** Origin of the hub, for what leaves the page; absent where nothing does. */
  publicUrl?: string;
  /** Absent: nobody has asked anything. */
  questions?: QuestionsOnPage;
};

/** What a held-out visitor's page is delivered with, at the address of the drop. */
export type OrdinaryPageData = {
  ordinary: OrdinaryView;
  /** The signed click id of the address, when this hub signed it. */
  click: string | null;
};

/** What the claim page is delivered with. */
export type ClaimPageData = {
  claimId: string;
  /** Null: nothing in the request proved that the claim is this visitor's. */
  claim: ClaimView | null;
  now: number;
};

/** Writes the whole HTML document of a drop page. `publicUrl` is for previews elsewhere. */
export type RenderDropPage = (
  input: DropPageData & { assets: PageAssets; publicUrl: string },
) => string;

/** Writes the whole HTML document of a held-out visitor's page. */
export type RenderOrdinaryPage = (input: OrdinaryPageData & { assets: PageAssets }) => string;

/** Writes the whole HTML document of a claim page. */
export type RenderClaimPage = (input: ClaimPageData & { assets: PageAssets }) => string;

/** What the page of a countdown is delivered with: nothing that differs from viewer to viewer. */
export type CountdownPageData = Pick<
  PublicDropView,
  'slug' | 'title' | 'brandName' | 'currency' | 'facts' | 'isTest' | 'isRehearsal'
> & { hero: DropItemView | null; now: number; pushKey: string; publicUrl: string };

/** What a countdown asks for now and then. */
export type CountdownNow = { now: number; facts: PhaseFacts };

/** Writes the whole HTML document of a countdown. */
export type RenderCountdownPage = (input: CountdownPageData & { assets: PageAssets }) => string;

/** What the page of a lot is delivered with. Times in epoch milliseconds. */
export type LotPageFacts = {
  isRehearsal: boolean;
  dropId: string;
  slug: string;
  title: string;
  brandName: string;
  /** True: units are drawn; false: places in line are shuffled. */
  isDraw: boolean;
  /** Whoever enters from then on is not in it. */
  closesAt: number;
  lot: LotView;
};

/** Writes the whole HTML document of a lot's page. */
export type RenderLotPage = (input: LotPageFacts & { now: number; assets: PageAssets }) => string;
