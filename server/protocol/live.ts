export const OVERLAY_LAYOUTS = ['landscape', 'portrait'] as const;
export type OverlayLayout = (typeof OVERLAY_LAYOUTS)[number];

/** What it is made of: a dark board, a white card, a ticket in the accent, a band, loose plates. */
export const OVERLAY_THEMES = ['board', 'paper', 'ticket', 'strip', 'loose'] as const;
export type OverlayTheme = (typeof OVERLAY_THEMES)[number];

export const OVERLAY_CORNERS = ['top-left', 'top-right', 'bottom-left', 'bottom-right'] as const;
export type OverlayCorner = (typeof OVERLAY_CORNERS)[number];

/** What an overlay shows and how. */
export type OverlayOptions = {
  showTitle: boolean;
  showPrice: boolean;
  /** How long the price holds, and what comes with a unit. */
  showTerms: boolean;
  showStock: boolean;
  showCountdown: boolean;
  showQr: boolean;
  showClaims: boolean;
  calm: boolean;
  theme: OverlayTheme;
  /** CSS colour of the accent, #rrggbb. */
  accent: string;
  /** CSS colour of the plate, #rrggbb; null: the theme's own. */
  plate: string | null;
  corner: OverlayCorner;
  /** Per mille of the room that is left in the safe area, from the left and the top; null: the corner. */
  place: OverlayPlace | null;
  /** Percent. */
  scale: number;
  /** Percent, of text that is neither stock nor time. */
  textScale: number;
  /** How much later than the truth the stream is seen: all that the overlay shows waits as long. */
  delaySeconds: number;
};

export type OverlayPlace = { x: number; y: number };

export const DEFAULT_OVERLAY_OPTIONS = {
  showTitle: true,
  showPrice: true,
  showTerms: true,
  showStock: true,
  showCountdown: true,
  showQr: true,
  showClaims: true,
  calm: false,
  theme: 'board',
  accent: '#ffd24a',
  plate: null,
  corner: 'bottom-left',
  place: null,
  scale: 100,
  textScale: 100,
  delaySeconds: 0,
} as const satisfies OverlayOptions;

/** How far the sliders go, in the units of their options. */
export const OVERLAY_LIMITS = {
  scale: { min: 80, max: 140, step: 5 },
  textScale: { min: 100, max: 130, step: 5 },
  delaySeconds: { min: 0, max: 30, step: 1 },
} as const;

/** What an overlay page says of itself. What only OBS can know is null in another browser. */
export type OverlayReport = {
  /** Version of the drop that it shows; null: none. */
  v: number | null;
  /** How long ago the hub last said what is true. */
  ageMs: number;
  visible: boolean;
  /** In the scene that is on air; null: OBS has not said. */
  active: boolean | null;
  streaming: boolean | null;
  /** Measured while something moved; null: nothing has yet. */
  fps: number | null;
};

/** One running page of an overlay, as it last said of itself. */
export type OverlayInstanceView = {
  id: string;
  /** Epoch milliseconds. */
  connectedAt: number;
  report: OverlayReport | null;
  /** How long ago it last said something. */
  silentMs: number;
};

export type OverlayView = {
  id: string;
  name: string;
  layout: OverlayLayout;
  options: OverlayOptions;
  /** Another one whenever name, layout or options are: a save says which one it was made on. */
  revision: string;
  /** Address without its secret: what may be shown on a screen that is being streamed. */
  maskedAddress: string;
  keyVersion: number;
  connected: number;
  /** Its running pages, the longest connected first; previews are none. */
  instances: OverlayInstanceView[];
  lastSeenAt: number | null;
  /** The drop that it shows now, or would show next. */
  drop: { id: string; slug: string; title: string } | null;
};

/** Given once, after creating or rotating: the address with its secret in the fragment. */
export type OverlayAddress = { overlayId: string; address: string };

/** What the overlay page gets for its key: a short-lived token and all that it draws. */
export type OverlaySession = {
  token: string;
  expiresAt: number;
  /** The hub's time when it answered, for a machine whose own clock is wrong. */
  now: number;
  layout: OverlayLayout;
  options: OverlayOptions;
  drop: import('./drops.ts').PublicDropView | null;
  link: { url: string; spokenCode: string; qrSvg: string } | null;
};
