import { createCipheriv, createECDH, hkdfSync } from 'node:crypto';

/** The keys that a browser gave with its push address, as base64url. */
export type PushKeys = { p256dh: string; auth: string };

/** One record holds a whole message; push services take 4,096 bytes. */
const RECORD_BYTES = 4_096;
const CURVE = 'prime256v1';

/**
 * A message that only the asking browser can read, as the body of the push request: RFC 8291 over
 * the content coding of RFC 8188. Salt and sender key are fresh for every message.
 */
export function encryptMessage(
  text: string,
  { p256dh, auth }: PushKeys,
  fresh: { salt: Buffer; privateKey: Buffer },
): Buffer {
  const receiver = Buffer.from(p256dh, 'base64url');
  const ecdh = createECDH(CURVE);
  ecdh.setPrivateKey(fresh.privateKey);
  const sender = ecdh.getPublicKey();
  const keyInfo = Buffer.concat([Buffer.from('WebPush: info\0'), receiver, sender]);
  const shared = derive(ecdh.computeSecret(receiver), {
    salt: Buffer.from(auth, 'base64url'),
    info: keyInfo,
    bytes: 32,
  });
  const part = (name: string, bytes: number) =>
    derive(shared, {
      salt: fresh.salt,
      info: Buffer.from(`Content-Encoding: ${name}\0`),
      bytes,
    });
  const cipher = createCipheriv('aes-128-gcm', part('aes128gcm', 16), part('nonce', 12));
  // 2 marks the last record, which is the only one.
  const plain = Buffer.concat([Buffer.from(text), Buffer.from([2])]);
  const sealed = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  const head = Buffer.alloc(5);
  head.writeUInt32BE(RECORD_BYTES);
  head.writeUInt8(sender.length, 4);
  return Buffer.concat([fresh.salt, head, sender, sealed]);
}

/** Whether these keys can be encrypted for at all: a point that is on the curve, and a secret. */
export function areUsableKeys({ p256dh, auth }: PushKeys): boolean {
  if (Buffer.from(auth, 'base64url').length !== 16) return false;
  const ecdh = createECDH(CURVE);
  ecdh.generateKeys();
  try {
    ecdh.computeSecret(Buffer.from(p256dh, 'base64url'));
    return true;
  } catch {
    return false;
  }
}

function derive(key: Buffer, how: { salt: Buffer; info: Buffer; bytes: number }): Buffer {
  return Buffer.from(hkdfSync('sha256', key, how.salt, how.info, how.bytes));
}
