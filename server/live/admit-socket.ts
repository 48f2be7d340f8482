import type { IncomingMessage } from 'node:http';
import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import { findOverlay } from './live.store.ts';
import type { LiveSocket } from './live-socket.ts';
import { readPass } from './overlay-token.ts';
import { fullAllowance } from './rules/allowance.ts';
import { type HandshakeOrigin, originOf } from './rules/origin-of.ts';
import type { WidgetOrigins } from './widget-origins.ts';

/** Whether a handshake may go on: from our own pages, or from a site that some brand has listed. */
export async function mayConnect(
  { hub, origins }: { hub: Hub; origins: WidgetOrigins },
  request: IncomingMessage,
): Promise<boolean> {
  const from = handshakeOrigin(hub, request);
  if (from.kind !== 'foreign') return from.kind === 'own';
  return (await origins.brandsOf(from.origin)).size > 0;
}

/**
 * Notes who a socket is before it can say anything. Throws `key_invalid` for a token that is not
 * ours, has run out, or belongs to a key that was rotated away, and `overlay_deleted` for a good one
 * of an overlay that is no more, so that a page knows which of the two it slept through.
 */
export async function admitSocket(hub: Hub, socket: LiveSocket): Promise<void> {
  const from = handshakeOrigin(hub, socket.request);
  Object.assign(socket.data, {
    foreignOrigin: from.kind === 'foreign' ? from.origin : null,
    pass: null,
    instance: null,
    creatorId: null,
    allowance: fullAllowance(performance.now()),
    dropId: null,
  } satisfies LiveSocket['data']);
  const token: unknown = socket.handshake.auth.token;
  if (token === undefined) return;
  const pass =
    typeof token === 'string'
      ? readPass(hub.keyring, 'overlay-session', { token, now: hub.clock.now() })
      : null;
  if (!pass) throw new Problem('key_invalid');
  const overlay = await findOverlay(hub.db, pass.overlayId);
  if (!overlay) throw new Problem('overlay_deleted');
  if (!pass.isPreview && pass.keyVersion !== overlay.keyVersion) throw new Problem('key_invalid');
  socket.data.pass = pass;
  socket.data.creatorId = overlay.creatorId;
}

/** Where a handshake comes from: our own pages, or another site. */
export function handshakeOrigin(
  hub: Pick<Hub, 'publicUrl'>,
  { headers }: IncomingMessage,
): HandshakeOrigin {
  const secFetchSite = headers['sec-fetch-site'];
  return originOf(
    {
      origin: headers.origin,
      host: headers.host,
      secFetchSite: typeof secFetchSite === 'string' ? secFetchSite : undefined,
    },
    hub.publicUrl,
  );
}
