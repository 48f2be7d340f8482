export const OVERLAY_LAYOUTS = ['landscape', 'portrait'] as const;
export type OverlayLayout = (typeof OVERLAY_LAYOUTS)[number];

/** What an overlay shows and how. */
export type OverlayOptions = {
  showPrice: boolean;
  showStock: boolean;
  showCountdown: boolean;
  showQr: boolean;
  calm: boolean;
  /** CSS colour of the accent, #rrggbb. */
  accent: string;
  corner: 'bottom-left' | 'bottom-right' | 'top-left' | 'top-right';
};

export const DEFAULT_OVERLAY_OPTIONS = {
  showPrice: true,
  showStock: true,
  showCountdown: true,
  showQr: true,
  calm: false,
  accent: '#ffd24a',
  corner: 'bottom-left',
} as const satisfies OverlayOptions;

export type OverlayView = {
  id: string;
  name: string;
  layout: OverlayLayout;
  options: OverlayOptions;
  /** Address without its secret: what may be shown on a screen that is being streamed. */
  maskedAddress: string;
  keyVersion: number;
  connected: number;
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
