import { z } from 'zod';
import { id } from './id.schema.ts';
import { OVERLAY_LAYOUTS } from './live.ts';
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

export const overlayOptions = z.strictObject({
  showPrice: z.boolean(),
  showStock: z.boolean(),
  showCountdown: z.boolean(),
  showQr: z.boolean(),
  calm: z.boolean(),
  accent: z.string().regex(/^#[0-9a-f]{6}$/i, 'A colour is written like #ffd24a.'),
  corner: z.enum(['bottom-left', 'bottom-right', 'top-left', 'top-right']),
});

export const createOverlayInput = z.strictObject({ name: overlayName, layout });
export const overlayInput = z.strictObject({ overlayId: id });
export const saveOverlayInput = z.strictObject({
  overlayId: id,
  name: overlayName,
  layout,
  options: overlayOptions,
});
export const testMomentInput = z.strictObject({ overlayId: id, moment: z.enum(MOMENT_KINDS) });

/** What the overlay page trades for a session: the key of its address, or a preview's token. */
export const overlaySessionInput = z.union([
  z.strictObject({ overlayId: id, key: z.string().min(16).max(128) }),
  z.strictObject({ overlayId: id, preview: z.string().min(16).max(512) }),
]);
