import { createDecipheriv, createECDH, createPublicKey, hkdfSync, verify } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A message as a browser gets it, with what the push service was told about it. */
export type Delivered = { name: string; text: string; headers: IncomingHttpHeaders };

/**
 * A push service at its HTTP edge: it gives out subscriptions, believes nobody whose token does not
 * verify, and opens what it gets with the browser's own key.
 */
export async function startPushService() {
  const delivered: Delivered[] = [];
  const browsers = new Map<string, ReturnType<typeof newBrowser>>();
  /** The statuses that a browser's address answers next; then 201. */
  const answers = new Map<string, number[]>();
  const take = (name: string, body: Buffer, headers: IncomingHttpHeaders): number => {
    const browser = browsers.get(name);
    if (!browser) return 404;
    if (!isKnown(headers.authorization ?? '', origin)) return 403;
    const status = answers.get(name)?.shift() ?? 201;
    if (status === 201) delivered.push({ name, text: browser.open(body), headers });
    return status;
  };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { url = '', headers } = request;
    response.writeHead(take(url.slice(1), Buffer.concat(chunks), headers)).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    delivered,
    subscribe(name: string) {
      const browser = newBrowser();
      browsers.set(name, browser);
      return { endpoint: `${origin}/${name}`, keys: browser.keys };
    },
    answer: (name: string, ...statuses: number[]) => void answers.set(name, statuses),
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

export type PushService = Awaited<ReturnType<typeof startPushService>>;

function newBrowser() {
  const ecdh = createECDH('prime256v1');
  const p256dh = ecdh.generateKeys();
  const auth = Buffer.alloc(16, 7);
  type From = { key: Buffer; salt: Buffer; info: Buffer };
  const derive = ({ key, salt, info }: From, bytes: number) =>
    Buffer.from(hkdfSync('sha256', key, salt, info, bytes));
  return {
    keys: { p256dh: p256dh.toString('base64url'), auth: auth.toString('base64url') },
    /** RFC 8291 from the receiving side, written apart from what it checks. */
    open(body: Buffer): string {
      const salt = body.subarray(0, 16);
      const sender = body.subarray(21, 21 + (body[20] ?? 0));
      const sealed = body.subarray(21 + sender.length);
      const info = Buffer.concat([Buffer.from('WebPush: info\0'), p256dh, sender]);
      const key = derive({ key: ecdh.computeSecret(sender), salt: auth, info }, 32);
      const coding = (name: string, bytes: number) =>
        derive({ key, salt, info: Buffer.from(`Content-Encoding: ${name}\0`) }, bytes);
      const cipher = createDecipheriv('aes-128-gcm', coding('aes128gcm', 16), coding('nonce', 12));
      cipher.setAuthTag(sealed.subarray(-16));
      const plain = Buffer.concat([cipher.update(sealed.subarray(0, -16)), cipher.final()]);
      return plain.subarray(0, plain.lastIndexOf(2)).toString('utf8');
    },
  };
}

/** Whether a VAPID token is signed by the key that it names, for this origin, and not for too long. */
function isKnown(authorization: string, origin: string): boolean {
  const [, token = '', key = ''] = /^vapid t=([\w.-]+), k=([\w-]+)$/.exec(authorization) ?? [];
  const [head = '', claims = '', signature = ''] = token.split('.');
  const point = Buffer.from(key, 'base64url');
  if (point.length !== 65) return false;
  const [x, y] = [point.subarray(1, 33), point.subarray(33)];
  const publicKey = createPublicKey({
    key: { kty: 'EC', crv: 'P-256', x: x.toString('base64url'), y: y.toString('base64url') },
    format: 'jwk',
  });
  const { aud, exp } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as {
    aud: string;
    exp: number;
  };
  const how = { key: publicKey, dsaEncoding: 'ieee-p1363' } as const;
  const bytes = Buffer.from(signature, 'base64url');
  return (
    aud === origin && exp > 0 && verify('sha256', Buffer.from(`${head}.${claims}`), how, bytes)
  );
}
