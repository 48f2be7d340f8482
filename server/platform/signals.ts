/** What is known of a change besides that it happened. */
export type DropHint = {
  /** The version that the change made; null: not known. */
  version: number | null;
  /** True when another node made the change, so that it is not told to other nodes again. */
  isFromAfar: boolean;
};

/**
 * Hints after a commit: "drop X has changed, look again". A hint may get lost (a crash, a bus that
 * is down); whoever listens also looks by itself every few seconds.
 */
export type Signals = {
  dropChanged(dropId: string, hint?: Partial<DropHint>): void;
  onDropChanged(listener: (dropId: string, hint: DropHint) => void): () => void;
};

export function createSignals(): Signals {
  const listeners = new Set<(dropId: string, hint: DropHint) => void>();
  return {
    dropChanged: (dropId, hint = {}) => {
      const whole = { version: null, isFromAfar: false, ...hint };
      for (const listener of listeners) listener(dropId, whole);
    },
    onDropChanged: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
