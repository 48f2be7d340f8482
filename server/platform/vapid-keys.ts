import { createECDH, createPrivateKey, type KeyObject } from 'node:crypto';

/** By what push services know this hub (RFC 8292): a key pair, and whom they may write to. */
export type VapidKeys = {
  /** The point as base64url: browsers are given it when they subscribe. */
  publicKey: string;
  privateKey: KeyObject;
  /** `mailto:` or `https:`. */
  contact: string;
};

/** The key pair of a private key, 32 bytes as base64url. Throws for what is no key of the curve. */
export function openVapidKeys(secret: string, contact: string): VapidKeys {
  const ecdh = createECDH('prime256v1');
  ecdh.setPrivateKey(Buffer.from(secret, 'base64url'));
  const point = ecdh.getPublicKey();
  // An uncompressed point: a byte that says so, then both coordinates.
  const x = point.subarray(1, 33).toString('base64url');
  const y = point.subarray(33).toString('base64url');
  const key = { kty: 'EC', crv: 'P-256', x, y, d: secret };
  return {
    publicKey: point.toString('base64url'),
    privateKey: createPrivateKey({ key, format: 'jwk' }),
    contact,
  };
}
