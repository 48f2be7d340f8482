import { encodeQR } from 'qr';
import { readPublicDrop } from '../drops/read-public-drop.ts';
import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import type { OverlaySession } from '../protocol/live.ts';
import { findCurrentDrops } from './find-current-drops.ts';
import { findLinkForDrop, findOverlay, type OverlayRow } from './live.store.ts';
import { readPass, signPass } from './overlay-token.ts';
import { layoutOf, optionsOf } from './present-overlay.ts';
import { isKeyOf } from './rules/overlay-secret.ts';

/** Proof of who may draw an overlay: its key, or a token of the portal's preview. */
export type OverlayProof = { overlayId: string } & ({ key: string } | { preview: string });

const SESSION_MS = 15 * 60_000;
/** Modules of quiet around a QR code that scanners need (ISO/IEC 18004). */
const QUIET_MODULES = 4;

/**
 * Trades the proof for a short token and for all that the page draws. Throws `key_invalid`, and
 * `overlay_deleted` when there is no such overlay: nobody can prove any more that it was theirs, and
 * an id says nothing to whoever guesses it. Shows nothing personal: the link and the drop are public.
 */
export async function openOverlaySession(hub: Hub, proof: OverlayProof): Promise<OverlaySession> {
  const now = hub.clock.now();
  const row = await findOverlay(hub.db, proof.overlayId);
  if (!row) throw new Problem('overlay_deleted');
  if (!proves(hub, proof, { row, now })) throw new Problem('key_invalid');
  const expiresAt = now.getTime() + SESSION_MS;
  const token = signPass(hub.keyring, 'overlay-session', {
    overlayId: row.id,
    keyVersion: row.keyVersion,
    isPreview: 'preview' in proof,
    expiresAt,
  });
  const current = (await findCurrentDrops(hub, [row.creatorId])).get(row.creatorId);
  return {
    token,
    expiresAt,
    now: now.getTime(),
    layout: layoutOf(row),
    options: optionsOf(row),
    drop: current ? await readPublicDrop(hub, { id: current.id }) : null,
    link: current
      ? await linkOf(hub, current.asCreatorId, current.id)
      : 'preview' in proof
        ? exampleLink(hub)
        : null,
  };
}

function proves(
  hub: Hub,
  proof: OverlayProof,
  { row, now }: { row: OverlayRow; now: Date },
): boolean {
  if ('key' in proof) return isKeyOf(proof.key, row.keyHash);
  const pass = readPass(hub.keyring, 'overlay-preview', { token: proof.preview, now });
  return pass?.overlayId === row.id;
}

async function linkOf(
  hub: Hub,
  creatorId: string,
  dropId: string,
): Promise<OverlaySession['link']> {
  const link = await findLinkForDrop(hub.db, { creatorId, dropId });
  if (!link) return null;
  return drawnLink(`${hub.publicUrl}/r/${link.slug}`, link.spokenCode);
}

/** So that the editor has a code to place before there is a drop. It leads nowhere. */
function exampleLink(hub: Hub): OverlaySession['link'] {
  return drawnLink(`${hub.publicUrl}/r/example-1a2b`, 'YOUR CODE');
}

function drawnLink(url: string, spokenCode: string) {
  const qrSvg = encodeQR(url, 'svg', { ecc: 'medium', border: QUIET_MODULES });
  return { url, spokenCode, qrSvg };
}
