import { hmacSha256, sha256 } from './sha256.ts';

/** What was published of a lot; all in hex, entries in the order of their ranks. */
export type PublishedLot = {
  seed: string;
  seedHash: string;
  entriesHash: string;
  entries: string[];
};

export type LotFindings = {
  /** The seed is the one whose hash was published before. */
  seedFits: boolean;
  /** The list is the one that was fixed when entries closed. */
  entriesFit: boolean;
  /** Every rank is the one that the seed gives, and each entry is there once. */
  orderFits: boolean;
  /** The first rank that should be somebody else's; null: none. */
  firstWrongRank: number | null;
};

/**
 * Recomputes a whole lot from what was published. It trusts nothing else: with the browser's own
 * cryptography where there is one.
 */
export async function checkLot(lot: PublishedLot): Promise<LotFindings> {
  const { seed, entries } = lot;
  const crypto = await openCrypto(seed);
  const sorted = [...entries].sort();
  const lots = new Map<string, string>();
  for (let at = 0; at < entries.length; at += AT_ONCE) {
    const part = entries.slice(at, at + AT_ONCE);
    const found = await Promise.all(part.map(crypto.lotOf));
    for (const [index, entry] of part.entries()) lots.set(entry, found[index] ?? '');
  }
  const order = [...lots.keys()].sort((a, b) =>
    (lots.get(a) ?? '') < (lots.get(b) ?? '') ? -1 : 1,
  );
  const wrongAt = entries.findIndex((entry, index) => entry !== order[index]);
  return {
    seedFits: (await crypto.hashOf(seed)) === lot.seedHash,
    entriesFit: (await crypto.hashOf(sorted.join('\n'))) === lot.entriesHash,
    orderFits: wrongAt === -1 && order.length === entries.length,
    firstWrongRank: wrongAt === -1 ? null : wrongAt + 1,
  };
}

const AT_ONCE = 500;

type Crypto = {
  hashOf: (text: string) => Promise<string>;
  lotOf: (entry: string) => Promise<string>;
};

/** The browser's own where it is, else ours: over plain http browsers have none. */
async function openCrypto(seed: string): Promise<Crypto> {
  const own = globalThis.crypto?.subtle;
  const key = bytesOf(seed);
  if (!own) {
    return {
      hashOf: async (text) => hexOf(sha256(bytesOf(text))),
      lotOf: async (entry) => hexOf(hmacSha256(key, bytesOf(entry))),
    };
  }
  const hmac = { name: 'HMAC', hash: 'SHA-256' };
  const imported = await own.importKey('raw', key, hmac, false, ['sign']);
  return {
    hashOf: async (text) => hexOf(new Uint8Array(await own.digest('SHA-256', bytesOf(text)))),
    lotOf: async (entry) => hexOf(new Uint8Array(await own.sign('HMAC', imported, bytesOf(entry)))),
  };
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
