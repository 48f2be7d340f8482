import { z } from 'zod';
import { id } from './id.schema.ts';
import { OVERLAY_CORNERS, OVERLAY_LAYOUTS, OVERLAY_LIMITS, OVERLAY_THEMES } from './live.ts';
import { MOMENT_KINDS } from './live-events.ts';

/** What a page may say on the socket; anything else is answered with `bad_input`. */
export const joinRequest = z.strictObject({
  d: id,
  role: z.enum(['page', 'widget', 'overlay']),
  have: z.strictObject({ ep: z.string().max(64), v: z.int().min(0) }).optional(),
  inst: z.string().max(64).optional(),
});

export const resyncRequest = z.strictObject({ d: id });

/** The client's own clock, which need not be a wall clock. */
export const clockRequest = z.number();

const overlayName = z.string().trim().min(1, 'Give it a name.').max(60);
const layout = z.enum(OVERLAY_LAYOUTS);

const colour = z.string().regex(/^#[0-9a-f]{6}$/i, 'A colour is written like #ffd24a.');
const perMille = z.int().min(0).max(1000);
const within = ({ min, max }: { min: number; max: number }) => z.int().min(min).max(max);

export const overlayOptions = z.strictObject({
  showTitle: z.boolean(),
  showPrice: z.boolean(),
  showTerms: z.boolean(),
  showStock: z.boolean(),
  showCountdown: z.boolean(),
  showQr: z.boolean(),
  showClaims: z.boolean(),
  calm: z.boolean(),
  theme: z.enum(OVERLAY_THEMES),
  accent: colour,
  plate: colour.nullable(),
  corner: z.enum(OVERLAY_CORNERS),
  place: z.strictObject({ x: perMille, y: perMille }).nullable(),
  scale: within(OVERLAY_LIMITS.scale),
  textScale: within(OVERLAY_LIMITS.textScale),
  delaySeconds: within(OVERLAY_LIMITS.delaySeconds),
});

/** What an overlay page says of itself; anything else is ignored. */
export const overlayReport = z.strictObject({
  v: z.int().min(0).nullable(),
  ageMs: z.number().min(0).max(86_400_000),
  visible: z.boolean(),
  active: z.boolean().nullable(),
  streaming: z.boolean().nullable(),
  fps: z.number().min(0).max(1_000).nullable(),
});

export const createOverlayInput = z.strictObject({ name: overlayName, layout });
export const duplicateOverlayInput = z.strictObject({ overlayId: id, name: overlayName });
export const overlayInput = z.strictObject({ overlayId: id });
export const saveOverlayInput = z.strictObject({
  overlayId: id,
  name: overlayName,
  layout,
  options: overlayOptions,
  basedOn: z.string().max(64),
});
export const testMomentInput = z.strictObject({ overlayId: id, moment: z.enum(MOMENT_KINDS) });

/** What the overlay page trades for a session: the key of its address, or a preview's token. */
export const overlaySessionInput = z.union([
  z.strictObject({ overlayId: id, key: z.string().min(16).max(128) }),
  z.strictObject({ overlayId: id, preview: z.string().min(16).max(512) }),
]);
