import type { OverlaySession } from '../../server/protocol/live.ts';
import { forgetKey, type Proof, rememberedKey, rememberKey } from './address.ts';

/** The overlay's standing with the hub. */
export type SessionKeeper = {
  /** A session whose token is still good; asks for one when needed. Throws `Refused` or a network error. */
  current(): Promise<OverlaySession>;
  /** Asks anew, for instance when the drop has changed. */
  renew(): Promise<OverlaySession>;
  /** The key that it goes by now; null: a preview has none. */
  key(): string | null;
  /** Goes on with another key. */
  takeKey(key: string): void;
};

class Deleted extends Error {}

/** The hub knows neither the key of the address nor a remembered one. */
export class Refused extends Error {}

const SPARE_MS = 30_000;

/**
 * Trades proofs for sessions, and falls back on the key that a rotation left behind. When the hub
 * says that there is no such overlay any more, `onDeleted` is called and nobody gets an answer again.
 */
export function createSessionKeeper(first: Proof, onDeleted: () => void): SessionKeeper {
  let proof = first;
  let session: OverlaySession | null = null;
  /** On the page's own steady clock. */
  let goodUntil = 0;

  async function renew(): Promise<OverlaySession> {
    const answer = await ask(proof).catch(async (error: unknown) => {
      if (error instanceof Deleted) {
        onDeleted();
        return new Promise<never>(() => {});
      }
      const key = rememberedKey(proof.overlayId);
      const hasOther = error instanceof Refused && 'key' in proof && key && key !== proof.key;
      if (!hasOther) throw error;
      const other = { overlayId: proof.overlayId, key };
      const accepted = await ask(other);
      proof = other;
      return accepted;
    });
    session = answer;
    goodUntil = performance.now() + answer.expiresAt - answer.now - SPARE_MS;
    return answer;
  }

  return {
    current: () => (session && performance.now() < goodUntil ? Promise.resolve(session) : renew()),
    renew,
    key: () => ('key' in proof ? proof.key : null),
    takeKey: (key) => {
      proof = { overlayId: proof.overlayId, key };
      session = null;
      forgetKey(proof.overlayId);
      rememberKey(proof.overlayId, key);
    },
  };
}

async function ask(proof: Proof): Promise<OverlaySession> {
  const response = await fetch('/api/overlay/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(proof),
    credentials: 'omit',
    signal: AbortSignal.timeout(8_000),
  });
  if (response.status === 410) throw new Deleted();
  if (response.status === 400 || response.status === 403) throw new Refused();
  if (!response.ok) throw new Error(`the hub answered ${response.status}`);
  return (await response.json()) as OverlaySession;
}
